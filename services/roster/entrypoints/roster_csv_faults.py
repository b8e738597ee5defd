"""
What can be wrong in a roster file, told in plain words to the person who has it open.
"""

from enum import Enum

from shared.web.language import lazy_gettext as _

_SAVE_AGAIN = _("Gem den i Excel som filtypen »CSV UTF-8«, og vælg den nye fil.")
_AT_MOST_200 = _("Skriv højst 200 tegn.")


class Fault(Enum):
    """
    What is wrong: a stable code to decide on, and for staff what it is and what to do.
    """

    FILE_TOO_LARGE = (
        "file-too-large",
        _("Filen er for stor."),
        _("Den må højst fylde 5 MB. Del den i flere."),
    )
    FILE_EMPTY = (
        "file-empty",
        _("Filen er tom."),
        _("Vælg en fil med overskrifter og en mor på hver linje."),
    )
    EXCEL_FILE = ("excel-file", _("Filen er en Excel-projektmappe."), _SAVE_AGAIN)
    LETTERS_UNREADABLE = (
        "letters-unreadable",
        _("Filens bogstaver kan ikke læses."),
        _SAVE_AGAIN,
    )
    QUOTES_UNREADABLE = (
        "quotes-unreadable",
        _("Et anførselstegn står forkert; resten af filen er ikke læst."),
        _("Ret anførselstegnet på denne linje, eller gem filen igen fra Excel."),
    )
    TOO_MANY_ROWS = (
        "too-many-rows",
        _("Filen har for mange linjer; resten er ikke læst."),
        _("Der må højst være 10.000 mødre i en fil. Del den i flere."),
    )
    TOO_MANY_COLUMNS = (
        "too-many-columns",
        _("Filen har for mange kolonner."),
        _("Slet de kolonner, der ikke hører til listen."),
    )
    NO_HEADER = (
        "no-header",
        _("Den første linje er ikke overskrifter."),
        _("Skriv overskrifter på første linje, for eksempel navn;telefon;sprog."),
    )
    COLUMN_UNKNOWN = (
        "column-unknown",
        _("Kolonnen kendes ikke."),
        _(
            "Slet den, eller brug en af overskrifterne navn, telefon, sprog, "
            "besked_ok, delt_telefon, sagt_ja, barn, født, barn_2, født_2."
        ),
    )
    COLUMN_TWICE = (
        "column-twice",
        _("Kolonnen står der to gange."),
        _("Slet den ene. Flere børn skrives i barn_2 og født_2."),
    )
    COLUMN_MISSING = (
        "column-missing",
        _("Kolonnen mangler."),
        _("Tilføj den. Det er den eneste, der skal være der."),
    )
    CELL_WITHOUT_COLUMN = (
        "cell-without-column",
        _("Der står noget i en kolonne uden overskrift."),
        _("Slet det, eller skriv overskriften på første linje."),
    )
    CELL_TOO_LONG = ("cell-too-long", _("Teksten er for lang."), _AT_MOST_200)
    LETTERS_MIXED = (
        "letters-mixed",
        _("Bogstaverne er skrevet på en anden måde end i resten af filen."),
        _("Skriv feltet igen, og gem i Excel som filtypen »CSV UTF-8«."),
    )
    LETTERS_LOST = (
        "letters-lost",
        _("Bogstaver er gået tabt og blevet til spørgsmålstegn."),
        _("Skriv navnet igen, og gem i Excel som filtypen »CSV UTF-8«."),
    )
    NAME_EMPTY = (
        "name-empty",
        _("Navnet mangler."),
        _("Skriv et navn, eller slet linjen."),
    )
    NAME_TOO_LONG = ("name-too-long", _("Navnet er for langt."), _AT_MOST_200)
    NAME_CONTROL_CHARACTER = (
        "name-control-character",
        _("Navnet har et linjeskift eller et styretegn."),
        _("Skriv navnet igen på én linje."),
    )
    NAME_DIRECTION_CHARACTER = (
        "name-direction-character",
        _("Navnet har et usynligt tegn, der vender skriften."),
        _("Slet navnet, og skriv det igen uden at kopiere det."),
    )
    PHONE_WRONG = (
        "phone-wrong",
        _("Det kan ikke være et telefonnummer."),
        _(
            "Skriv ét nummer: et dansk med 8 cifre eller et udenlandsk, der begynder "
            "med + og landets nummer. Har hun ingen telefon, så lad feltet være tomt."
        ),
    )
    PHONE_WITHOUT_COUNTRY = (
        "phone-without-country",
        _("Nummeret er udenlandsk og mangler landets nummer."),
        _(
            "Skriv + og landets nummer i stedet for det første 0, for eksempel "
            "+49 151 2345 6789 for et tysk nummer, der skrives 0151 2345 6789."
        ),
    )
    LANGUAGE_UNKNOWN = (
        "language-unknown",
        _("Et sprog kendes ikke."),
        _(
            "Skriv sproget på dansk eller engelsk eller som kode, for eksempel "
            "tyrkisk, Turkish eller tr. Skil flere sprog med komma eller skråstreg."
        ),
    )
    YES_OR_NO_UNCLEAR = (
        "yes-or-no-unclear",
        _("Det er hverken ja eller nej."),
        _("Skriv ja eller nej, eller sæt et x for ja. Et tomt felt er nej."),
    )
    DATE_UNREADABLE = (
        "date-unreadable",
        _("Datoen kan ikke læses."),
        _("Skriv dag, måned og år med fire cifre, for eksempel 24-11-2025."),
    )
    DATE_IN_THE_FUTURE = (
        "date-in-the-future",
        _("Datoen ligger i fremtiden."),
        _("Skriv en dag, der har været."),
    )
    BIRTH_DATE_MISSING = (
        "birth-date-missing",
        _("Barnet har ingen fødselsdato."),
        _("Skriv datoen, eller slet barnets navn."),
    )
    SAME_PHONE = (
        "same-phone",
        _("Telefonnummeret står også på linje {first}."),
        _(
            "Slet den ene linje. Er det to mødre om én telefon, så skriv ja i "
            "delt_telefon på begge linjer."
        ),
    )
    SAME_MOTHER = (
        "same-mother",
        _("Den samme mor står også på linje {first}."),
        _("Slet den ene linje."),
    )

    def __init__(self, code: str, what: str, what_to_do: str) -> None:
        self.code = code
        self.what = what
        self.what_to_do = what_to_do
