"""Words that say nothing about what a message is about, and that a question is built with."""

from __future__ import annotations

ENGLISH = """
a an the this that these those it its there here
i me my mine myself you your yours yourself he him his himself she her hers herself we us our ours ourselves
they them their theirs themselves who whom whose which what when where why how
is am are was were be been being do does did doing done have has had having will would shall should can could
may might must ought cannot
and or but nor so than then if because as until while of at by for with about against between into through
during before after above below to from up down in out on off over under again further once
any both each few more most other some such no not only own same too very just also
s t d m ll re ve don didn doesn isn aren wasn weren won wouldn couldn shouldn haven hasn hadn ain
im ive id youre dont didnt doesnt isnt cant thats whats
"""
