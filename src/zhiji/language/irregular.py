"""English forms that no stemmer brings together: "bought" and "buy", "children" and "child"."""

from __future__ import annotations

_FORMS = """
become became; begin began begun; bite bit bitten; blow blew blown; break broke broken; bring brought; build built;
buy bought; catch caught; choose chose chosen; come came; dig dug; draw drew drawn; drink drank drunk;
drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; fly flew flown;
forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten; give gave given; go went gone;
grow grew grown; hang hung; hear heard; hide hid hidden; hold held; keep kept; know knew known; lead led; leave left;
lend lent; lose lost; make made; meet met; pay paid; ride rode ridden; ring rang rung; rise rose risen; run ran;
say said; see saw seen; seek sought; sell sold; send sent; shake shook shaken; shoot shot; show shown; sing sang sung;
sit sat; sleep slept; speak spoke spoken; spend spent; stand stood; steal stole stolen; stick stuck;
swear swore sworn; swim swam swum; take took taken; teach taught; tear tore torn; tell told; think thought;
throw threw thrown; understand understood; wake woke woken; wear wore worn; win won; write wrote written;
child children; foot feet; knife knives; leaf leaves; life lives; man men; mouse mice; person people; tooth teeth;
wife wives; woman women
"""

BASE = {form: forms[0] for forms in map(str.split, _FORMS.split(";")) for form in forms[1:]}
