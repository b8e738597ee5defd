"""
What the codes of the log of looks are called in plain Danish.
"""

from shared.looks.look import Part, Purpose

LOOKED_PARTS: dict[str, str] = {
    Part.REGISTER: "Fremmøde",
    Part.NAME: "Navn på en liste",
    Part.CONTACT: "Navn og kontakt",
    Part.CHILDREN: "Børn",
    Part.DISCLOSURES: "Udleveringer",
    Part.FOLLOW_UPS: "Opfølgning",
    Part.AGREEMENT: "Aftale",
    Part.REFERRAL: "Henvisning",
    Part.HAND_OFF: "Overlevering",
    Part.MESSAGE: "Beskeder",
    Part.LOOKS: "Opslag",
}

LOOKED_PURPOSES: dict[str, str] = {
    Purpose.RUN_THE_SESSION: "Holde mødegangen",
    Purpose.ADMINISTRATION: "Holde listen i orden",
    Purpose.FOLLOW_UP: "Følge op",
    Purpose.WRITE_TO_HER: "Skrive til hende",
    Purpose.HOME_VISIT: "Hjemmebesøg",
    Purpose.DAYCARE_PLACE: "Plads i dagtilbud",
    Purpose.EXPORT: "Levere til et andet system",
    Purpose.OVERSIGHT: "Stikprøve",
    Purpose.HER_OWN_REQUEST: "Hun har bedt om indsigt",
}
