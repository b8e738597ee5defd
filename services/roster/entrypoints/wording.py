"""
What the roster's refusals say on a page.
"""

WORDING: dict[str, str] = {
    "group-not-found": "Gruppen findes ikke. Vælg en gruppe på listen.",
    "mother-not-found": "Moren findes ikke. Find hende på listen over mødre.",
    "mother-declined": (
        "Hun har sagt nej tak. Har hun selv sagt, at hun vil komme igen, så skriv det"
        " under Opfølgning."
    ),
    "mother-already-listed": (
        "En mor med det nummer står på listen. Find hende under Mødre. Er det en anden"
        " mor, der bruger samme telefon, så sæt kryds ved, at hun deler den."
    ),
    "session-not-found": "Mødegangen findes ikke. Vælg en i oversigten.",
    "session-already-planned": (
        "Gruppen har allerede en mødegang på det tidspunkt. Find den i oversigten,"
        " eller vælg et andet tidspunkt."
    ),
    "session-not-started": (
        "Mødegangen er ikke begyndt endnu. Luk registeret, når den er slut."
    ),
    "session-not-closed": (
        "Registeret er ikke lukket endnu. Sæt mærket direkte i registeret."
    ),
    "session-already-closed": (
        "Registeret er allerede lukket. Gå tilbage, og brug »Ret«, hvis noget står"
        " forkert."
    ),
    "session-cancelled": "Mødegangen er aflyst, så registeret kan ikke ændres.",
    "not-in-register": (
        "Hun står ikke i dette register. Gå tilbage og se, hvordan det står nu."
    ),
    "mother-attended": ("Der står, at hun var mødt. Brug »Ret«, hvis det ikke passer."),
    "cancellation-too-late": (
        "Afbuddet kom mere end syv dage efter mødegangen. Brug »Ret«, hvis"
        " udeblivelsen skal væk."
    ),
    "another-person-at-work": (
        "Mærket er sat af en anden, der har brugt telefonen. Det venter, til hun er her"
        " igen."
    ),
    "mark-too-old": (
        "Mærket er mere end syv dage gammelt. Se, hvad der står i registeret, og brug"
        " »Ret«, hvis det ikke passer."
    ),
    "outcome-already-recorded": "Det står der allerede. Der er ikke mere at gøre.",
    "yes-heard-by-outsider": (
        "Det er koordinatoren, pædagogen eller sundhedsplejersken, der skriver, at en"
        " mor har sagt ja. Skift rolle, eller bed en af dem om det."
    ),
    "roster-has-errors": (
        "Nogle linjer kan ikke læses, så ingen er kommet ind. Ret dem, og vælg filen"
        " igen."
    ),
    "roster-file-not-found": "Filen er ikke gemt her mere. Vælg den igen.",
    "roster-file-used": "Listen er allerede hentet ind.",
}
