"""English words of plans and promises."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Words of a table."""
    return frozenset(text.split())


# What one does for another as a rule: "I'll send it".
GIVING = words(
    "send bring forward email post mail lend transfer refund reimburse return repay resend deliver venmo"
)
# Done for another if the words say whom for, or if it was asked.
HELPING = words(
    "give get buy cook bake make pick help show teach tell let text call ring message ping dm phone save keep lend drop"
    " take find pay drive remind write order introduce fetch grab share owe treat host accompany spare walk wake cover"
    " invite"
)
# Things that somebody has to do: a promise in a group or on request, else a plan if it has a time.
TASKS = words(
    "book order ask check sort fix print review handle arrange organise organize cancel cover feed water update upload"
    " reserve confirm chase proofread edit scan prepare tidy clean look find set finish finalise finalize draft write do"
    " translate collect contact report submit test investigate shop hoover wash mend repair assemble make"
    " bring pay share take post"
)
# Tasks that are promised by the mere "I'll": nobody says so of his own affairs.
OFFICES = words(
    "order book ask check sort handle arrange organise organize cancel cover reserve confirm chase fix feed water print"
)
# Coming, going, meeting and what stands in calendars: plans, if they have a time.
MOVES = words(
    "go come leave fly travel head drive move start begin visit meet join attend arrive return stay land depart move"
    " run sit host play perform present race hike camp swim climb ski sail cycle train study work volunteer graduate"
    " retire marry celebrate interview apply register register enrol enroll finish resign quit launch open close"
    " exhibit compete speak sing audition rehearse watch see take have do get sign buy sell pick drop cook bake make"
    " try hang catch grab book submit redo repaint paint decorate adopt throw hold pop nip swing drop drive"
)
# Bare present for what is fixed: "I fly home on Friday".
FIXED = r"(?:start|begin|leave|fly|land|arrive|move|return|travel|depart|graduate|retire|finish|sit|complete|exchange|marry|ship|launch|release|play|perform|present|sign|break up|get (?:the|my|our) [a-z]+|get keys|get (?:back|in|home|the keys|married)|go (?:back|home|away|in for)|head (?:off|out|home|back)|set off|check in|swap shifts)"
# What "I'll ... you" promises only with a time: "I'll show you" may be done at once, or never.
LOOSE = words(
    "tell find take call treat owe keep drive invite give show teach text message help walk host accompany"
)
# Services: "I'll wash your jumper".
SERVICES = (
    GIVING
    | TASKS
    | OFFICES
    | words(
        "get wash put leave iron charge keep fill cook buy bake pick save lend drop swap proofread walk shout drive contact host text call ring message"
    )
) - words("look find do make share")
# Not done for whoever is spoken to, though "you" may follow.
COMING = words(
    "come go see meet visit join be pop swing stay travel move start fly have catch head arrive celebrate follow sleep stay crash kip"
)
# What "I'll" isn't a doing with.
NEVER = words(
    "be see think try die cry bet say never love hate miss need want know guess wait probably kill admit wager eat"
    " survive manage live regret like remember forget understand believe hope wish feel enjoy always spare stop"
    " talk chat starve melt explode faint scream shut assume wonder seem appear become end"
)
# Jokes and figures of speech.
FUN = (
    r"\b(?:forever|till i die|until i die|for the rest of my life|my soul|my life|my kidney|my firstborn|over my dead"
    r"|eat my hat|when hell|when pigs|like the wind|to the moon|in my dreams|in my sleep|never again|murder|kill (?:you|him|her|them|me|myself)"
    r"|in spirit|die of|sleep through|hibernate|rule the world|world domination|bite|zombie|a million|for eternity|cry)\b"
)
# Events that stand in calendars.
EVENTS = (
    r"(?:(?:christmas|xmas|work|leaving|staff) do|op|chemo|scan results|baby shower|launch|kick[- ]?off|opening night|exhibition|screening|half term|results|last day|first day|leaving do|birthday party|appointments?|appt|interviews?|exams?|tests?|midterms?|finals|meetings?|dentist|doctor'?s?|gp|physio|optician|vet|surgery|operation|scans?|mri"
    r"|x-?ray|check-?up|blood test|jab|vaccin\w+|flights?|trains?|ferry|coach|class|lessons?|lecture|seminar|workshop|wedding|funeral"
    r"|rehearsals?|gigs?|concerts?|shifts?|viewings?|party|dinner|lunch|brunch|breakfast|drinks|date|trip|holiday|call|game|match|race|marathon|half marathon"
    r"|presentation|therapy|haircut|driving test|hearing|reservation|tickets?|show|performance|recital|audition|deadline|induction|orientation"
    r"|graduation|bbq|barbecue|picnic|conference|training|inspection|delivery|house ?warming|stag|hen do|reunion|book club|choir|practice|session|swim|hike"
    r"|movie|film|festival|camp|camping|retreat|walk|pub|quiz|curry|coffee|cinema|roast|game night|board games|karaoke|ceremony|baptism|christening|move|course|tournament|fair)"
)
KIN = (
    r"(?:mum|mom|mam|mummy|mommy|dad|daddy|parents|folks|sister|sis|brother|bro|wife|husband|hubby|partner|boyfriend|girlfriend|bf|gf|fianc[ée]+|son"
    r"|daughter|kids?|children|gran|nan|nana|grandma|grandpa|grandad|granddad|grandparents|aunt|auntie|uncle|cousins?|niece|nephew|mother|father|in-laws"
    r"|flatmates?|housemates?|roommates?|boss|landlord|landlady|best friend|(?:\w+ )?(?:man|men|guys?|lady|people)|plumber|electrician|builders?|engineer|inspector|movers|surveyor|midwife|cleaner|carpenter|gardener|agents?|council|friends?|team|family|manager|supervisor|neighbou?rs?)"
)
# What was done, by family: either word tells of the other. The past tells that it was done, the rest what it is.
PAST = (
    "sent posted mailed emailed forwarded transferred wired shared uploaded resent paid settled refunded repaid reimbursed"
    " returned dropped delivered brought booked reserved ordered arranged organised organized sorted asked checked confirmed"
    " fixed repaired mended replaced called rang phoned texted messaged submitted printed drafted translated proofread"
    " reviewed updated cancelled canceled fed watered babysat collected fetched cleaned tidied washed hoovered finished"
    " packed handed chased bought passed"
)
ACTS: dict[str, str] = {
    "send": "send sent sending post posted mail mailed email emailed forward forwarded transfer transferred wire wired"
    " venmo zelle paypal etransfer dispatched shipped share shared upload uploaded resent",
    "pay": "pay paid transfer transferred sent settle settled refund refunded reimburse reimbursed repay repaid deposit owe venmo zelle paypal cashapp account alipay",
    "bring": "bring brought bringing return returned drop dropped dropping deliver delivered give lend",
    "book": "book booked booking reserve reserved order ordered arrange arranged organise organised organized sorted",
    "ask": "ask asked asking check checked confirm confirmed",
    "fix": "fix fixed repair repaired sort sorted mend mended replaced",
    "call": "call called rang ring phone phoned text texted message messaged",
    "write": "write wrote draft drafted finish finished submit submitted hand handed print printed translate translated"
    " proofread review reviewed update updated",
    "cancel": "cancel cancelled canceled",
    "feed": "feed fed water watered babysit babysat",
    "buy": "buy bought pick collect collected fetch fetched",
    "exam": "exam exams test tests passed resit viva",
    "go": "start starting go going leave leaving fly flying move moving come coming arrive arriving travel travelling heading land back",
    "clean": "clean cleaned tidy tidied wash washed hoover hoovered",
}
