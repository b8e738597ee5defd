"""
What can be wrong in a roster file, told in Danish to the person who has it open.
"""

from enum import Enum

_SAVE_AGAIN = "Gem den i Excel som filtypen »CSV UTF-8«, og vælg den nye fil."
_AT_MOST_200 = "Skriv højst 200 tegn."


class Fault(Enum):
    """
    What is wrong: a stable code to decide on, and for staff what it is and what to do.
    """

    FILE_TOO_LARGE = (
        "file-too-large",
        "Filen er for stor.",
        "Den må højst fylde 5 MB. Del den i flere.",
    )
    FILE_EMPTY = (
        "file-empty",
        "Filen er tom.",
        "Vælg en fil med overskrifter og en mor på hver linje.",
    )
    EXCEL_FILE = ("excel-file", "Filen er en Excel-projektmappe.", _SAVE_AGAIN)
    LETTERS_UNREADABLE = (
        "letters-unreadable",
        "Filens bogstaver kan ikke læses.",
        _SAVE_AGAIN,
    )
    QUOTES_UNREADABLE = (
        "quotes-unreadable",
        "Et anførselstegn står forkert; resten af filen er ikke læst.",
        "Ret anførselstegnet på denne linje, eller gem filen igen fra Excel.",
    )
    TOO_MANY_ROWS = (
        "too-many-rows",
        "Filen har for mange linjer; resten er ikke læst.",
        "Der må højst være 10.000 mødre i en fil. Del den i flere.",
    )
    TOO_MANY_COLUMNS = (
        "too-many-columns",
        "Filen har for mange kolonner.",
        "Slet de kolonner, der ikke hører til listen.",
    )
    NO_HEADER = (
        "no-header",
        "Den første linje er ikke overskrifter.",
        "Skriv overskrifter på første linje, for eksempel navn;telefon;sprog.",
    )
    COLUMN_UNKNOWN = (
        "column-unknown",
        "Kolonnen kendes ikke.",
        (
            "Slet den, eller brug en af overskrifterne navn, telefon, sprog, "
            "besked_ok, delt_telefon, sagt_ja, barn, født, barn_2, født_2."
        ),
    )
    COLUMN_TWICE = (
        "column-twice",
        "Kolonnen står der to gange.",
        "Slet den ene. Flere børn skrives i barn_2 og født_2.",
    )
    COLUMN_MISSING = (
        "column-missing",
        "Kolonnen mangler.",
        "Tilføj den. Det er den eneste, der skal være der.",
    )
    CELL_WITHOUT_COLUMN = (
        "cell-without-column",
        "Der står noget i en kolonne uden overskrift.",
        "Slet det, eller skriv overskriften på første linje.",
    )
    CELL_TOO_LONG = ("cell-too-long", "Teksten er for lang.", _AT_MOST_200)
    LETTERS_LOST = (
        "letters-lost",
        "Bogstaver er gået tabt og blevet til spørgsmålstegn.",
        "Skriv navnet igen, og gem i Excel som filtypen »CSV UTF-8«.",
    )
    NAME_EMPTY = ("name-empty", "Navnet mangler.", "Skriv et navn, eller slet linjen.")
    NAME_TOO_LONG = ("name-too-long", "Navnet er for langt.", _AT_MOST_200)
    NAME_CONTROL_CHARACTER = (
        "name-control-character",
        "Navnet har et linjeskift eller et styretegn.",
        "Skriv navnet igen på én linje.",
    )
    NAME_DIRECTION_CHARACTER = (
        "name-direction-character",
        "Navnet har et usynligt tegn, der vender skriften.",
        "Slet navnet, og skriv det igen uden at kopiere det.",
    )
    PHONE_WRONG = (
        "phone-wrong",
        "Det kan ikke være et telefonnummer.",
        (
            "Skriv ét nummer: et dansk med 8 cifre eller et udenlandsk, der begynder "
            "med + eller 00. Har hun ingen telefon, så lad feltet være tomt."
        ),
    )
    LANGUAGE_UNKNOWN = (
        "language-unknown",
        "Et sprog kendes ikke.",
        (
            "Skriv sproget på dansk eller engelsk eller som kode, for eksempel "
            "tyrkisk, Turkish eller tr. Skil flere sprog med komma eller skråstreg."
        ),
    )
    YES_OR_NO_UNCLEAR = (
        "yes-or-no-unclear",
        "Det er hverken ja eller nej.",
        "Skriv ja eller nej, eller sæt et x for ja. Et tomt felt er nej.",
    )
    DATE_UNREADABLE = (
        "date-unreadable",
        "Datoen kan ikke læses.",
        "Skriv dag, måned og år med fire cifre, for eksempel 24-11-2025.",
    )
    DATE_IN_THE_FUTURE = (
        "date-in-the-future",
        "Datoen ligger i fremtiden.",
        "Skriv en dag, der har været.",
    )
    BIRTH_DATE_MISSING = (
        "birth-date-missing",
        "Barnet har ingen fødselsdato.",
        "Skriv datoen, eller slet barnets navn.",
    )
    SAME_PHONE = (
        "same-phone",
        "Telefonnummeret står også på linje {first}.",
        (
            "Slet den ene linje. Er det to mødre om én telefon, så skriv ja i "
            "delt_telefon på begge linjer."
        ),
    )
    SAME_MOTHER = (
        "same-mother",
        "Den samme mor står også på linje {first}.",
        "Slet den ene linje.",
    )

    def __init__(self, code: str, what: str, what_to_do: str) -> None:
        self.code = code
        self.what = what
        self.what_to_do = what_to_do
