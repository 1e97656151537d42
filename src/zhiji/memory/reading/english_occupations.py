"""What people are by trade or calling, in English."""

from __future__ import annotations

import re

# The last word or words; "senior", "freelance", "primary school" may stand before.
OCCUPATIONS = r"""
sparky|spark|chippy|chippie|brickie|tradie|postie|garda|ward manager|nurse manager|charge nurse|staff nurse|ward sister|site foreman|ganger|lollipop lady|civil servant|regional manager|branch manager
area manager|store manager|loan officer|customs officer|estate manager|shelf stacker|picker|packer|courier|delivery rider|forklift driver|crane driver|bin man|binman|groundsman|caretaker|organist|choirmaster|matron|chaplain
accountant|accounts assistant|acrobat|actor|actress|actuary|acupuncturist|admin|administrator|advisor|adviser|advocate|agronomist|air hostess|ambassador
anaesthetist|anesthesiologist|analyst|animator|anthropologist|apprentice|arborist|archaeologist|archeologist|architect|archivist|art director
artist|assistant|associate|astronaut|astronomer|astrophysicist|athlete|attorney|au pair|auctioneer|auditor|author|baker|ballerina|banker|bank clerk|bar manager
barber|barista|barman|barmaid|barrister|bartender|beautician|beekeeper|biochemist|biologist|blacksmith|blogger|boat builder|bookbinder|bookkeeper
bookseller|botanist|boxer|brewer|bricklayer|broadcaster|broker|builder|bus driver|business owner|butcher|butler|buyer|cabin crew|cabinet maker
cameraman|captain|cardiologist|carer|caregiver|caretaker|carpenter|cartographer|cartoonist|cashier|caterer|ceo|cfo|cto|coo|chairman|chambermaid|chauffeur
cheesemonger|chef|chemist|chief of staff|childminder|chiropractor|choreographer|civil servant|cleaner|clerk|climatologist|clown|coach|cobbler|coder|comedian|comic
commissioner|composer|conductor|confectioner|conservator|constable|consultant|content creator|contractor|cook|copywriter|copy editor|coroner|councillor
counsellor|counselor|courier|craftsman|critic|curator|customer service rep|cyclist|dancer|data analyst|data scientist|dealer|decorator|delivery driver
dental nurse|dentist|deputy head|dermatologist|designer|detective|developer|dev|dietician|dietitian|diplomat|director|diver|dj|doctor|dog walker|doorman
dressmaker|driver|driving instructor|drummer|ecologist|economist|editor|educator|electrician|engineer|entrepreneur|epidemiologist|estate agent|events manager
examiner|executive|farmer|farmhand|fashion designer|film maker|filmmaker|financial advisor|firefighter|fireman|fisherman|fishmonger|fitness instructor|flight attendant
florist|footballer|foreman|forester|founder|co-founder|cofounder|freelancer|fundraiser|funeral director|game developer|gamekeeper|gardener|geneticist|geographer|geologist
glassblower|glazier|goldsmith|governess|gp|graphic designer|grocer|groom|ground staff|guard|guide|guitarist|gynaecologist|hairdresser|hairstylist|handyman
head chef|head of [a-z]+(?: [a-z]+)?|head teacher|headteacher|headmaster|headmistress|healthcare assistant|historian|home help|homemaker|host|hostess|hotelier
housekeeper|housewife|househusband|stay-at-home mum|stay-at-home mom|stay-at-home dad|stay-at-home parent|hr manager|hygienist|illustrator|importer|influencer|inspector|instructor|insurance agent|interior designer|intern|interpreter
inventor|investigator|investment banker|investor|jailer|janitor|jeweller|jeweler|jockey|joiner|journalist|judge|juggler|kitchen porter|labourer|lab tech|lab technician
landscaper|landscape architect|lawyer|lecturer|legal secretary|librarian|lifeguard|linguist|locksmith|logistician|lorry driver|machinist|magician|magistrate|maid|mailman
make-up artist|makeup artist|manager|manicurist|marine biologist|marketer|marketing manager|mason|massage therapist|masseuse|mathematician|mechanic|mediator|medic|medical student
merchant|metalworker|meteorologist|microbiologist|midwife|milkman|miller|miner|minister|missionary|model|mortician|mountain guide|musician|music teacher|nanny
naturopath|navigator|neurologist|neuroscientist|neurosurgeon|newsreader|night porter|notary|novelist|nun|nurse|nursery nurse|nutritionist|obstetrician|occupational therapist
oceanographer|office manager|officer|oncologist|operator|ophthalmologist|optician|optometrist|orderly|organiser|organist|orthodontist|osteopath|paediatrician|painter|palaeontologist
paralegal|paramedic|park ranger|partner at [A-Z]\w+|pastor|pastry chef|pathologist|pediatrician|percussionist|personal assistant|personal trainer|pharmacist|pharmacy tech|phd student|philosopher
photographer|physician|physicist|physio|physiotherapist|pianist|piano teacher|pilot|plasterer|playwright|plumber|podiatrist|poet|police officer|policeman|policewoman|politician
porter|postdoc|postman|postwoman|potter|presenter|priest|primary school teacher|principal|printer|prison officer|producer|product manager|product owner|professor|programmer
project manager|proofreader|prosecutor|psychiatrist|psychologist|psychotherapist|public defender|publican|publicist|publisher|pub landlord|quantity surveyor|rabbi|radiographer|radiologist|ranger
realtor|real estate agent|receptionist|recruiter|referee|rep|reporter|researcher|restaurateur|restorer|roofer|sailor|sales assistant|salesman|saleswoman|salesperson|sales rep
scaffolder|scientist|screenwriter|sculptor|seamstress|secretary|security guard|senior carer|shepherd|shop assistant|shopkeeper|silversmith|singer|site manager|ski instructor|social media manager
social worker|sociologist|soldier|solicitor|sommelier|songwriter|sound engineer|sous chef|speech therapist|statistician|steward|stewardess|stockbroker|stonemason|streamer
student|student nurse|stuntman|stylist|supervisor|supply teacher|support worker|surgeon|surveyor|swim teacher|tailor|tattoo artist|tattooist|taxi driver|tax advisor|taxidermist|teacher|teaching assistant|team lead|team leader
tech lead|technician|tester|therapist|tiler|toolmaker|tour guide|trader|train driver|trainee [a-z]+|trainer|translator|travel agent|treasurer|tree surgeon|truck driver|trucker|tutor
undertaker|upholsterer|urologist|usher|ux designer|ux researcher|valet|vet|vet nurse|veterinarian|veterinary nurse|vicar|vice president|vp|video editor|vintner|violinist|virologist
volunteer|waiter|waitress|warden|warehouse worker|watchmaker|weaver|web developer|web designer|welder|wedding planner|window cleaner|winemaker|writer|yoga instructor|yoga teacher|zookeeper|zoologist
"""
_ALL = "|".join(
    sorted((one for one in OCCUPATIONS.replace("\n", "|").split("|") if one), key=len, reverse=True)
)
_BEFORE = r"(?:(?!not\b|never\b|terrible\b|bad\b|good\b|great\b|better\b|born\b|professional\b|complete\b|total\b|real\b|huge\b|such\b)[a-z][\w&/-]*,? ){0,3}"
OCCUPATION = rf"{_BEFORE}(?:{_ALL})(?:/(?:{_ALL}))?"
_WHOLE = re.compile(rf"^{OCCUPATION}s?$", re.I)

_DOGS = re.compile(r"\b(?:german|australian|belgian|english) shepherd$", re.I)


def is_occupation(words: str) -> bool:
    """Whether words name what somebody is by trade, with what goes before it or without."""
    return bool(_WHOLE.match(words)) and not _DOGS.search(words)
