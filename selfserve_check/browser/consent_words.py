"""The words of cookie banners in ten languages, and what a button's label therefore does."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Choice(StrEnum):
    """What a button of a consent banner does, in the order in which we prefer to click. ``SETTINGS`` opens a
    second layer, in which most banners without a refusal have one."""

    REFUSE = "refuse"
    SAVE_SELECTION = "save_selection"
    SETTINGS = "settings"
    CLOSE = "close"
    ACCEPT = "accept"


# Sources of regular expressions for consent.js: letters before and after are allowed (compounds, cases).
COOKIE_WORDS = r"cookie|ciasteczk|\bkakor\b|traceurs|tracking technolog|\btrackers\b"
CONSENT_WORDS = (
    r"\bconsent|we value your privacy|\bgdpr\b|einwilligung|datenschutz|consentement|vie privée"
    r"|données personnelles|consentimiento|privacidad|\bconsenso\b|tracciament|toestemming"
    r"|consentimento|privacidade"
    r"|\bzgod|prywatnoś|samtycke|samtykke|privatliv"
)
# Marks in id, class or tag name. A mark alone is never enough: the text must speak of it as well.
BANNER_MARKS = (
    r"cookie|consent|gdpr|ccpa|\bcmp\b|cmp[-_]|privacy"
    r"|onetrust|didomi|usercentrics|truste|iubenda|klaro|osano"
)
# A box that lies over the page and says one of these wants something of the visitor, and tells nothing.
OFFER_WORDS = (
    r"newsletter|subscri|sign up|join (us|our)|\bsale\b|discount|\d ?% off|\bour app\b|notifications"
    r"|newsletter|rabatt|gutschein|abonn|benachrichtig|s'inscrire|inscrivez|remise|réduction"
    r"|suscr[ií]b|descuento|boletín|iscriviti|sconto|nieuwsbrief|korting|inschrijven|desconto|inscreva"
    r"|biuletyn|rabat|zapisz się|nyhetsbrev|prenumerera|nyhedsbrev|tilmeld"
)

_REFUSE = """
reject | reject all | decline | refuse | deny | disagree | opt out | block all | no cookies | no thanks
only necessary | necessary only | necessary cookies only | only essential | essential only | only required
required only | essential cookies only | strictly necessary | accept necessary | accept essential
use necessary | continue without accepting | do not accept | don't accept | do not agree | don't agree
do not allow
don't allow | do not consent | without consent | disallow
ablehnen | verweigern | nur notwendige | nur erforderliche | nur essenzielle | nur essentielle
nur technisch notwendige
nur funktionale | notwendige cookies | nicht akzeptieren | nicht zustimmen | ohne einwilligung
ohne zustimmung
nein danke
refuser | je refuse | rejeter | sans accepter | uniquement les cookies nécessaires
nécessaires uniquement
cookies nécessaires | essentiels uniquement | strictement nécessaires | non merci
rechazar | rechazo | denegar | solo necesarias | solo las necesarias | solo necesarios | solo esenciales
sin aceptar
no acepto | no aceptar | no gracias
rifiuta | rifiuto | rifiutare | nega | solo necessari | solo i necessari | solo essenziali | solo tecnici
solo cookie tecnici | senza accettare | non accetto | no grazie
weigeren | weiger | afwijzen | alleen noodzakelijke | alleen noodzakelijk | alleen functionele
alleen essentiële
noodzakelijke cookies | niet akkoord | zonder te accepteren | nee bedankt
rejeitar | recusar | recuso | apenas necessários | apenas os necessários | somente necessários
só necessários
apenas essenciais | sem aceitar | não aceito | não aceitar | não obrigado
odrzuć | odrzucam | odrzuć wszystkie | odmawiam | tylko niezbędne | tylko konieczne | nie zgadzam się
nie akceptuję
bez zgody | bez akceptacji
avvisa | neka | avböj | endast nödvändiga | bara nödvändiga | utan att acceptera | nej tack
afvis | afslå | kun nødvendige | kun de nødvendige | uden accept | uden at acceptere | nej tak
"""

_SAVE_SELECTION = """
allow selection | allow selected | accept selected | accept selection | save choices | save my choices
save preferences | save my preferences
save settings | save and exit | save exit | save | confirm choices | confirm my choices | confirm selection
auswahl erlauben | auswahl speichern | auswahl bestätigen | einstellungen speichern | speichern
auswahl übernehmen
enregistrer | confirmer mes choix | autoriser la sélection | valider mes choix
permitir la selección | permitir selección | guardar | confirmar mis preferencias | confirmar selección
accetta selezionati | consenti selezione | consenti la selezione | salva | conferma le mie scelte
selectie toestaan | selectie opslaan | keuze opslaan | voorkeuren opslaan | opslaan | keuzes bevestigen
permitir seleção | guardar preferências | salvar | confirmar escolhas
zezwól na wybór | zapisz | potwierdź wybór
tillåt urval | tillåt val | spara
tillad valgte | tillad udvalgte | gem
"""

_ACCEPT = """
accept | accept all | agree | allow | allow all | got it | ok | okay | understood | i understand | consent
continue
that's fine | fine by me | yes
akzeptieren | akzeptiere | annehmen | zustimmen | stimme zu | einverstanden | erlauben | zulassen
verstanden | alles klar
accepter | j'accepte | d'accord | autoriser | compris | j'ai compris
aceptar | acepto | permitir | entendido | de acuerdo
accetta | accetto | accettare | acconsento | consenti | ho capito | va bene
accepteren | accepteer | akkoord | toestaan | begrepen
aceitar | aceito | concordo | entendi | compreendo
akceptuj | akceptuję | zaakceptuj | zgadzam się | zezwól | rozumiem | zgoda
acceptera | godkänn | godkänner | tillåt | jag förstår
acceptér | accepterer | tillad | godkend | forstået
"""

_CLOSE = """
close | dismiss | not now | maybe later | later | skip | hide
schließen | nicht jetzt | später
fermer | plus tard | pas maintenant
cerrar | ahora no | más tarde
chiudi | non ora | più tardi
sluiten | sluit | niet nu
fechar | agora não | mais tarde
zamknij | nie teraz | później
stäng | inte nu | senare
luk | ikke nu | senere
"""

# Opens the layer in which one chooses.
_SETTINGS = """
settings | preferences | manage | customise | customize | options | configure | purposes | show purposes
choose cookies | my choices | adjust | set preferences
einstellungen | anpassen | verwalten | optionen | konfigurieren | individuell | cookies auswählen | zwecke
paramètres | paramétrer | personnaliser | gérer | préférences | configurer | réglages | mes choix
configurar | configuración | ajustes | preferencias | gestionar | personalizar | opciones
impostazioni | personalizza | gestisci | preferenze | configura | opzioni
instellingen | voorkeuren | aanpassen | beheren | opties | instellen
definições | preferências | gerir | personalizar | configurações | gerenciar | opções
ustawienia | dostosuj | zarządzaj | preferencje | opcje
inställningar | anpassa | hantera | alternativ
indstillinger | tilpas | administrer | præferencer | valgmuligheder
"""

# A button with one of these tells more, or leads to a page that does; it is never clicked.
_MORE = """
learn more | more information | read more | policy | statement | details | vendors | partners | notice
mehr | details anzeigen | datenschutzerklärung | en savoir plus | politique | más información | política
scopri di più | informativa | meer | beleid | saiba mais | więcej | polityka | läs mer | läs om | læs mere
"""

# What a switch that cannot sensibly be off is called, as a part of a word. "Not necessary" is no such thing.
NECESSARY_WORDS = (
    r"(?<!non)(?<!non[- ])(?<!not )(?<!un)(?<!nicht )(?<!nicht-)(?<!no )(?<!inte )(?<!ikke )"
    r"(?<!niet-)(?<!niet )(?:necess|essential|required|always|notwendig|erforderlich|essenziell"
    r"|essentiell|immer aktiv|nécessaire|essentiel|toujours|requis|necesari|esencial|siempre|essenzial"
    r"|sempre|noodzakelijk|altijd|necessári|essencia|niezbędn|konieczn|zawsze|nödvändig|alltid"
    r"|nødvendig|altid)"
)

_CROSSES = frozenset("x×✕✖✗✘╳⨯⨉🗙")
_BARE_NO = frozenset({"no", "nein", "non", "nee", "nej", "nie", "não"})


def _phrases(block: str) -> tuple[str, ...]:
    lines = (line for line in block.splitlines() if line.strip())
    return tuple(plain(phrase) for line in lines for phrase in line.split("|") if phrase.strip())


def plain(label: str) -> str:
    """Lower case, accents kept, quotes and punctuation as single spaces."""
    text = unicodedata.normalize("NFKC", label).casefold().replace("’", "'")
    return " ".join(re.sub(r"[^\w'×✕✖✗✘╳⨯⨉🗙]+", " ", text).split())


def _pattern(block: str) -> re.Pattern[str]:
    longest_first = sorted(_phrases(block), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


_PATTERNS = (
    (Choice.SAVE_SELECTION, _pattern(_SAVE_SELECTION)),
    (Choice.REFUSE, _pattern(_REFUSE)),
)
_LATER_PATTERNS = ((Choice.ACCEPT, _pattern(_ACCEPT)), (Choice.CLOSE, _pattern(_CLOSE)))
_SETTINGS_PATTERN = _pattern(_SETTINGS)
_MORE_PATTERN = _pattern(_MORE)


def choice_of(label: str, *, closes: bool = False) -> Choice | None:
    """What a button labelled ``label`` does in a consent banner, or None when it is none of our business.

    ``closes`` says that the element is marked as a close button; it counts where the label says nothing.
    "Accept only necessary" refuses, "Accept and close" accepts, "Cookie policy" is None.
    """
    text = plain(label)
    if text in _CROSSES or (not text and closes):
        return Choice.CLOSE
    if text in _BARE_NO:
        return Choice.REFUSE
    for choice, pattern in _PATTERNS:
        if pattern.search(text):
            return choice
    if _MORE_PATTERN.search(text):
        return None
    if _SETTINGS_PATTERN.search(text):
        return Choice.SETTINGS
    for choice, pattern in _LATER_PATTERNS:
        if pattern.search(text):
            return choice
    return Choice.CLOSE if closes else None
