"""
What the roster's refusals say on a page.
"""

from shared.web.language import lazy_gettext as _

WORDING: dict[str, str] = {
    "group-not-found": _("Gruppen findes ikke. Vælg en gruppe på listen."),
    "mother-not-found": _("Moren findes ikke. Find hende på listen over mødre."),
    "child-not-found": _("Barnet findes ikke. Gå tilbage, og se, hvad der står nu."),
    "mother-declined": _(
        "Hun har sagt nej tak. Har hun selv sagt, at hun vil komme igen, så skriv det"
        " under Opfølgning."
    ),
    "mother-already-listed": _(
        "En mor med det nummer står på listen. Find hende under Mødre. Er det en anden"
        " mor, der bruger samme telefon, så sæt kryds ved, at hun deler den."
    ),
    "number-said-no-thanks": _(
        "En mor med det nummer har sagt nej tak, og det gælder stadig. Har hun selv"
        " sagt ja siden, så skriv dagen under »Sagt ja til at komme«. Ellers skriv"
        " hende ind uden nummer."
    ),
    "session-not-found": _("Mødegangen findes ikke. Vælg en i oversigten."),
    "enough-questions": _(
        "Der er sendt flere spørgsmål i dag, end linket tager imod. Prøv i morgen."
    ),
    "question-not-found": _(
        "Spørgsmålet står der ikke mere. Gå tilbage, og se, hvad der står nu."
    ),
    "session-already-planned": _(
        "Gruppen har allerede en mødegang på det tidspunkt. Find den i oversigten,"
        " eller vælg et andet tidspunkt."
    ),
    "session-not-started": _(
        "Mødegangen er ikke begyndt endnu. Luk registeret, når den er slut."
    ),
    "session-not-closed": _(
        "Registeret er ikke lukket endnu. Sæt mærket direkte i registeret."
    ),
    "session-already-closed": _(
        "Registeret er allerede lukket. Gå tilbage, og brug »Ret«, hvis noget står"
        " forkert."
    ),
    "reopening-too-late": _(
        "Registeret blev lukket for mere end syv dage siden. Brug »Ret« på den linje,"
        " der ikke passer."
    ),
    "session-cancelled": _("Mødegangen er aflyst, så registeret kan ikke ændres."),
    "session-not-cancelled": _(
        "Mødegangen er ikke aflyst, så der er intet at fortryde."
    ),
    "reinstatement-too-late": _(
        "Mødegangen skulle være begyndt nu, så den kan ikke blive til noget alligevel."
    ),
    "session-skipped": _(
        "Mødegangen falder på en ferie eller en helligdag, så den bliver ikke holdt."
    ),
    "school-holiday-not-found": _("Ferien findes ikke mere. Se listen over ferier."),
    "school-holiday-known": _("Der står allerede en ferie med de samme dage."),
    "holidays-have-errors": _(
        "Nogle linjer kan ikke læses, så ingen ferie er kommet ind. Vælg filen igen."
    ),
    "own-link-not-found": _("Hun har ikke noget link."),
    "nothing-to-cancel": _("Der er ikke noget at melde afbud til nu."),
    "calendar-link-not-found": _(
        "Linket til kalenderen gælder ikke mere. Bed gruppen om det nye."
    ),
    "not-in-register": _(
        "Hun står ikke i dette register. Gå tilbage og se, hvordan det står nu."
    ),
    "mother-attended": _(
        "Der står, at hun var mødt. Brug »Ret«, hvis det ikke passer."
    ),
    "cancellation-too-late": _(
        "Afbuddet kom mere end syv dage efter mødegangen. Brug »Ret«, hvis"
        " udeblivelsen skal væk."
    ),
    "another-person-at-work": _(
        "Mærket er sat af en anden, der har brugt telefonen. Det venter, til hun er her"
        " igen."
    ),
    "mark-too-old": _(
        "Mærket er mere end syv dage gammelt. Se, hvad der står i registeret, og brug"
        " »Ret«, hvis det ikke passer."
    ),
    "outcome-already-recorded": _("Det står der allerede. Der er ikke mere at gøre."),
    "yes-heard-by-outsider": _(
        "Det er koordinatoren, pædagogen eller sundhedsplejersken, der skriver, at en"
        " mor har sagt ja. Bed en af dem om det."
    ),
    "pick-up-not-found": _("Ingen har aftalt at hente hende til den mødegang."),
    "pick-up-already-planned": _(
        "Der er allerede en aftale om at hente hende. Find den på hendes side."
    ),
    "pick-up-not-planned": _(
        "Aftalen står ikke mere. Gå tilbage og se, hvad der er skrevet."
    ),
    "pick-up-not-yet": _("Hun kan først være hentet på dagen."),
    "pick-up-fallen": _(
        "Aftalen faldt bort af sig selv. Vil hun hentes alligevel, så lav en ny."
    ),
    "session-has-begun": _(
        "Mødegangen er begyndt, så det er for sent at aftale noget til den."
    ),
    "mother-not-coming": _(
        "Hun har meldt afbud til den mødegang. Kommer hun alligevel, så tag afbuddet"
        " tilbage i registeret først."
    ),
    "mother-not-expected": _(
        "Hun er ikke ventet til den mødegang. Se på hendes side, hvordan det står med"
        " hende, og aftal det først."
    ),
    "buddy-not-coming": _(
        "Den mor, der skulle hente hende, kommer ikke selv. Vælg en anden."
    ),
    "absence-not-found": _("Fraværet er der ikke mere. Se, hvordan det står nu."),
    "absence-known": _(
        "Hun er allerede skrevet fraværende en af de dage. Tag det tilbage først, hvis"
        " dagene skal være andre."
    ),
    "deputy-not-asked": _(
        "Hun bliver ikke spurgt om den dag mere. Se, hvordan det står nu."
    ),
    "not-of-a-group": _(
        "Det kan kun de skrive, der selv er valgt i gruppen, og kun om dem, der er det."
    ),
    "roster-has-errors": _(
        "Nogle linjer kan ikke læses, så ingen er kommet ind. Ret dem, og vælg filen"
        " igen."
    ),
    "roster-file-not-found": _("Filen er ikke gemt her mere. Vælg den igen."),
    "roster-file-not-ready": _(
        "Filen kan ikke hentes ind lige nu. Gå tilbage, og se, hvor langt den er."
    ),
    "roster-file-used": _("Listen er allerede hentet ind."),
    "role-may-not": _(
        "Det er en af de andre i teamet, der gør det. Bed hende om at gøre det."
    ),
    "not-from-here": _(
        "Det passer ikke med, hvordan det står med hende nu. Gå tilbage og se, hvad der"
        " er skrevet siden."
    ),
    "nothing-to-decide": _(
        "I har allerede taget stilling, eller ingen har spurgt. Gå tilbage og se,"
        " hvordan det står nu."
    ),
    "may-not-be-asked-again": _(
        "Hun har ikke sagt, at vi må spørge igen, eller vi har spurgt én gang. Så"
        " spørger vi ikke."
    ),
    "nothing-to-undo": _(
        "Det kan ikke fortrydes mere. Skriv det rigtige som et nyt skridt."
    ),
    "visit-not-in-her-group": _(
        "Mødegangen er i en anden gruppe. Vælg en i hendes egen gruppe."
    ),
    "group-run-by-them": _("De står allerede for gruppen. Vælg en anden."),
    "group-given-away": _(
        "Så kan I ikke se gruppen og dens mødre mere. Er det meningen, så sæt kryds"
        " ved, at I giver den fra jer."
    ),
    "already-in-group": _("Hun er allerede i den gruppe. Vælg en anden."),
    "old-register-open": _(
        "Luk registret for den gamle gruppe først. Når hun er kommet i den nye, kan de,"
        " der lukker det, ikke se hende mere."
    ),
    "session-is-over": _("Mødegangen er forbi. Vælg en, der kommer."),
}
