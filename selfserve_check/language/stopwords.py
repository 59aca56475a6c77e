"""Words that carry no topic, one small list a language: grammar, question words, politeness.

Particles that make another verb ("sign up", "opt out", "send back") are left in.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_EN = """
a about after again all also am an and any anybody anyone anything are aren't as at be because been
before being both but by can can't cannot could couldn't did didn't do does doesn't doing don't dont each
either else ever every few for from get gets getting got had has hasn't have haven't having he he'd he'll
he's her here hers him his how how's i i'd i'll i'm i've if in into is isn't it it's its itself just know
let like may me might mine more most much many must my myself need needs no none nor not now of on once one
ones only or other our ours please quite rather really same shall she should shouldn't so some somebody
someone something still stuff such tell than thank thanks that that's the their theirs them then there
there's these they they'd they'll they're they've thing things this those to too upon us very want wants
was wasn't way we we'd we'll we're we've were what what's when where which while who who's whom whose why
will with without won't would wouldn't yes yet you you'd you'll you're you've your yours hello hi
"""
_DE = """
aber alle allem allen aller alles als also am an andere auch auf aus bei beim bin bis bist bitte da damit
dann das dass dein deine dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch
dort du durch ein eine einem einen einer eines er es etwas euch euer eure für gibt hab habe haben hat
hatte hier ich ihm ihn ihnen ihr ihre ihrem ihren im in ins ist ja jede jeder jedes jetzt kann kannst
kein keine können könnte man mein meine meinem meinen meiner mich mir mit möchte möglich muss müssen nach
nicht nichts noch nun nur ob oder ohne sehr sein seine sich sie sind so soll sollte über um und uns unser
unsere unter vom von vor war warum was wann wegen weil welche welchem welchen welcher welches wem wen
wenn wer werde werden wie wieder will wir wird wo woher wohin wurde würde zu zum zur
"""
_FR = """
à ai aie alors as au aucun aura aussi autre aux avec avez avoir avons bonjour c ça car ce ceci cela ces
cet cette chez combien comme comment d dans de des dois doit donc dont du elle elles en est et être eu
faire fait faut il ils j je l la le les leur leurs lui m ma mais me même mes moi mon n ne ni non nos
notre nous on ont où ou par pas peut peux plus pour pourquoi puis qu quand que quel quelle quelles quels
qui s sa sans se ses si soit son sont suis sur t ta te tes toi ton tous tout toute toutes très tu un une
veux vos votre vous y
"""
_ES = """
a al algo algún alguna alguno ante aquí así aunque cada como cómo con cual cuál cuales cuáles cuando
cuándo cuanto cuánto cuánta cuántos cuántas de debo del desde donde dónde e el él ella ellas ellos en
entre era es esa ese eso esta está están este esto estos estoy fue ha hace hacer hay he hola la las le
les lo los más me mi mí mis mucho muy nada ni no nos nuestra nuestro o os otra otro para pero por porque
puede puedo que qué quien quién quiero se sea ser si sí sin sobre solo son soy su sus también te tengo
tiene todo todos tu tú tus un una uno unos usted ustedes y ya yo
"""
_IT = """
a ad agli ai al alla alle allo anche avere c che chi ci ciao come con cosa cui da dagli dai dal dalla
dalle degli dei del dell della delle dello devo di dove e è ed era fare gli ha hai hanno ho i il in io l
la le lei li lo loro lui ma mi mia mie miei mio ne negli nei nel nella nelle no noi non nostra nostro o
ogni per perché più poi posso può qual quale quali quando quanto quanta quanti quante quello questa
queste questi questo se sei si sì sia sono sta su sua sue sui sul sulla sulle suo te ti tra tu tua tue
tuo tutti tutto un una uno vi voglio voi vorrei vostra vostro
"""
_NL = """
aan al alle als altijd andere ben bij dan dat de der deze die dit doe doen door dus een en er geen had
hallo heb hebben heeft het hier hij hoe hoeveel hun ik in is ja je jij jou jouw jullie kan kun kunnen
maar me mag meer men met mij mijn moet moeten na naar niet nog nu of om omdat onder ons onze ook op over
te tot u uit uw van veel voor waar waarom wanneer want waren was wat we wel welk welke werd wie wij wil
worden wordt zal ze zich zij zijn zo zonder zou
"""
_PT = """
a à ao aos as às até com como da das de dela dele deles depois do dos e é ela elas ele eles em entre era
essa esse esta está este eu fazer foi há isso isto já lhe mais mas me mesmo meu meus minha minhas muito
na não nas nem no nos nós nossa nosso num numa o olá onde os ou para pela pelas pelo pelos pode podem por
porque posso preciso qual quais quando quanto quanta quantos quantas que quem quero se sem ser seu seus
só sua suas são também te tem tenho teu tu tua tudo um uma umas uns você vocês vos
"""

STOP_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        code: frozenset(words.split())
        for code, words in {
            "en": _EN,
            "de": _DE,
            "fr": _FR,
            "es": _ES,
            "it": _IT,
            "nl": _NL,
            "pt": _PT,
        }.items()
    }
)
"""Stop words by two-letter language code, in the form that ``words.tokens`` gives."""
