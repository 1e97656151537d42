"""Short forms of English first names: who is Michael on the phone is asked about as Mike."""

from __future__ import annotations

from collections import defaultdict

_TABLE = """
alexander alexandra: alex sandy sasha
andrew: andy drew
anthony: tony
barbara: barb babs
benjamin: ben benny
catherine katherine kathryn katharina: kate katie cathy kathy kat
charles: charlie chuck
charlotte: charlie lottie
christopher christine christina: chris
daniel danielle: dan danny
david: dave
deborah: deb debbie
dorothy: dot dottie
edward: ed eddie ted
elizabeth elisabeth: liz lizzie beth betty eliza lisa
frances francis: fran frank
frederick: fred freddie
gabriel gabrielle gabriela: gabe gabby
gregory: greg
henry: harry hank
isabella isabelle isabel: bella izzy
jacob: jake
james: jim jimmy jamie
jennifer: jen jenny
jessica: jess jessie
john jonathan: johnny jon jack
joseph: joe joey
joshua: josh
kenneth: ken
kimberly: kim
lawrence: larry
leonard: leo len
margaret: maggie meg peggy greta
matthew: matt
melanie melissa: mel
michael michaela: mike mick mikey
michelle: shelly
nathaniel nathan: nate
nicholas nicola nicole: nick nicky
olivia: liv livvy
patricia patrick: pat patty paddy tricia
peter: pete
philip phillip: phil
rachel: rach
raymond: ray
rebecca: becky becca
richard: rick dick richie
robert: bob bobby rob robbie
ronald: ron
samuel samantha: sam sammy
stephen steven stephanie: steve steph
susan susanna suzanne: sue susie suzy
theodore: theo ted teddy
theresa teresa: tess terry
thomas: tom tommy
timothy: tim timmy
victoria: vicky tori
vincent: vince
william: bill billy will willy liam
zachary: zach zack
"""


def _short_forms() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in _TABLE.strip().splitlines():
        names, short = (side.split() for side in line.split(":"))
        for one in short:
            found[one].update(names)
    return {short: frozenset(names) for short, names in found.items()}


FULL = _short_forms()  # short form -> the names that it may stand for
