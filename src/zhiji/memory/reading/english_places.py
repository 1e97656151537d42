"""Towns, countries and regions that people name without a capital, and what is no place although it stands like one."""

from __future__ import annotations

import re

PLACES = frozenset(
    one.strip()
    for one in """
aberdeen, abu dhabi, accra, adelaide, afghanistan, africa, albania, alaska, algeria, alicante, america, amsterdam, andalusia, ankara, antwerp, argentina, arizona, armenia, asia, athens, atlanta, auckland,
austin, australia, austria, azerbaijan, bali, baltimore, bangalore, bangkok, bangladesh, barbados, barcelona, bari, basel, bath, bavaria, beijing, belarus, belfast, belgium, belgrade, berkeley, berlin, bern, bilbao,
birmingham, bogota, bolivia, bologna, bonn, bordeaux, boston, brasilia, bratislava, brazil, bremen, brighton, brisbane, bristol, brittany, brooklyn, brno, brussels, bucharest, budapest, buenos aires, buffalo, bulgaria,
cairo, calgary, california, cambodia, cambridge, cameroon, canada, canberra, cape town, cardiff, casablanca, chengdu, chennai, chicago, chile, china, chongqing, cincinnati, cleveland, cologne, colombia, colorado, columbus, copenhagen,
cork, cornwall, corsica, costa rica, crete, croatia, cuba, cumbria, cyprus, czech republic, czechia, dalian, dallas, damascus, delhi, denmark, denver, derby, detroit, devon, dhaka, dominican republic, dorset, dortmund, dresden, dubai, dublin,
dubrovnik, dundee, durban, durham, ecuador, edinburgh, egypt, england, essex, essen, estonia, ethiopia, europe, exeter, faro, fez, fiji, finland, florence, florida, france, frankfurt, fukuoka, galway, gdansk, geneva, genoa, georgia, germany, ghana,
ghent, glasgow, goa, gothenburg, granada, graz, greece, greenland, guangzhou, guatemala, haiti, halifax, hamburg, hangzhou, hannover, hanoi, harbin, havana, hawaii, helsinki, hiroshima, ho chi minh, holland, honduras, hong kong, houston, hull,
hungary, hyderabad, iceland, india, indiana, indonesia, innsbruck, inverness, iowa, iran, iraq, ireland, israel, istanbul, italy, ivory coast, jakarta, jamaica, japan, jerusalem, johannesburg, jordan, kansas, karachi, kathmandu, kazakhstan, kent, kentucky,
kenya, kiev, kolkata, korea, kosovo, krakow, kuala lumpur, kunming, kuwait, kyiv, kyoto, lagos, lahore, lancaster, laos, las vegas, latvia, lausanne, lebanon, leeds, leicester, leipzig, leuven, libya, lille, lima, limerick, lisbon, lithuania,
liverpool, ljubljana, london, los angeles, lucerne, luxembourg, lyon, macau, madagascar, madeira, madrid, maine, malaga, malaysia, maldives, mali, malmo, malta, manchester, manhattan, manila, marrakech, marseille, maryland, massachusetts, mauritius, medellin,
melbourne, mexico, mexico city, miami, michigan, milan, minnesota, minsk, moldova, monaco, mongolia, montenegro, montpellier, montreal, morocco, moscow, mumbai, munich, myanmar, nagoya, nairobi, nanjing, nantes, naples, nashville, nebraska, nepal, netherlands,
nevada, new delhi, new jersey, new orleans, new york, new zealand, newcastle, nice, nicaragua, nigeria, norfolk, normandy, northampton, norway, norwich, nottingham, nova scotia, nuremberg, nyc, oakland, oaxaca, oman, ohio, oklahoma, oregon, orlando, osaka, oslo, ottawa, oxford,
pakistan, palermo, palestine, panama, paraguay, paris, pennsylvania, perth, peru, perugia, philadelphia, philippines, phoenix, pisa, pittsburgh, plymouth, poland, portland, porto, portsmouth, portugal, poznan, prague, puerto rico, qatar, qingdao, quebec, queens,
quito, reykjavik, rhodes, riga, rio, rio de janeiro, riyadh, romania, rome, rotterdam, russia, rwanda, sacramento, salamanca, salzburg, samoa, san antonio, san diego, san francisco, santiago, sao paulo, sapporo, sarajevo, sardinia, saudi arabia, saudi, scotland,
seattle, senegal, seoul, serbia, seville, shanghai, sheffield, shenzhen, siberia, sicily, singapore, slovakia, slovenia, sofia, somalia, somerset, south africa, south korea, southampton, spain, split, sri lanka, st louis, stockholm, stuttgart, sudan, suffolk, surrey, sussex,
sweden, switzerland, sydney, syria, taipei, taiwan, tallinn, tanzania, tasmania, tbilisi, tehran, tel aviv, tenerife, tennessee, texas, thailand, the us, the uk, the usa, the states, the hague, the netherlands, the philippines, tianjin, tibet, tokyo, toronto, toulouse, trieste, tuscany,
tunisia, turin, turkey, tuscany, uganda, uk, ukraine, uruguay, us, usa, utah, utrecht, uzbekistan, valencia, vancouver, vegas, venezuela, venice, vermont, verona, vienna, vietnam, vilnius, virginia, wales, warsaw, washington, washington dc, wellington, wroclaw, wuhan,
xiamen, xi'an, xian, yale, yemen, yerevan, york, yorkshire, yunnan, zagreb, zambia, zanzibar, zimbabwe, zurich, la, sf, dc, bay area, the bay area, the lake district, the highlands, the midlands, the cotswolds
""".replace("\n", " ").split(",")
) - {"us", "yale", "split", "nice", "la", "bath", "phoenix", "turkey", "queens", "rio", "essen", "buffalo"}  # fmt: skip
# A capital letter makes a place of nearly anything after "live in"; these it doesn't.
NO_PLACE = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|i|it|that|this|zoom|slack|teams|whatsapp|telegram|signal|discord|skype|netflix|hell|heaven|tears|bed|work|school|uni|church|christmas|easter"
    r"|spring|summer|autumn|fall|winter|plan [a-z]|god|english|french|german|spanish|japanese|chinese|italian|tv|ikea|tesco|lidl|aldi|costco|starbucks|mars|narnia|hogwarts|mordor|neverland|limbo|denial|fear|hope|peace|sin"
    r"|the \d.*|my|your|his|her|our|their|a|an|the|and|but|monday.*|mr|mrs|ms|dr|ok|omg|lol|wtf|yes|no|not|now|then|here|there)$",
    re.I,
)
_TITLE = r"[A-ZÀ-ÖØ-Þ][\wÀ-ÿ'’.-]*[\wÀ-ÿ]"
PLACE = rf"(?:(?:the )?(?:{_TITLE})(?:(?: (?:of|de|la|del|do|da|on|upon|am|an der|sur|the|le))?(?:,? {_TITLE}|,? \d+)){{0,3}}|(?:the )?[a-zà-ÿ][a-zà-ÿ'-]+(?: [a-zà-ÿ]+){{0,2}})"
_CAPITAL = re.compile(rf"^(?:the )?{_TITLE}")


def place(words: str, *, known: bool = False) -> str:
    """The place that words begin with, or ""; without a capital, or where it must be `known`, a place of the list."""
    words = words.strip(" ,.!?")
    number = re.match(r"\d+\w?,? (?=[A-Z])", words)
    if number and not known:
        street = place(words[number.end() :])
        return number.group() + street if street else ""
    folded = words.casefold()
    parts = folded.split()
    for many in (3, 2, 1):
        first = " ".join(parts[:many])
        if len(parts) >= many and first.strip(",.!?") in PLACES:
            return _grown(words, many)
    if known or not _CAPITAL.match(words):
        return ""
    found = re.match(
        rf"(?:the )?{_TITLE}(?:(?: (?:of|de|la|del|do|da|on|upon|sur|le))?,? {_TITLE}){{0,3}}", words
    )
    if not found or NO_PLACE.match(found.group()) or NO_PLACE.match(found.group().split()[0]):
        return ""
    if words[found.end() :].startswith(("'s", "’s")) or re.search(r"['’]s?$", found.group()):
        return ""
    return found.group()


def _grown(words: str, many: int) -> str:
    """The first words and the capitalised ones right after them: "Leeds LS2", "Lisbon, Portugal"."""
    found = re.match(rf"(?:\S+ ){{{many - 1}}}[^\s,.!?]+(?:,? {_TITLE}){{0,2}}", words)
    text = found.group() if found else words
    return "" if re.match(r"['’]s\b", words[len(text) :]) or text.endswith(("'s", "’s")) else text
