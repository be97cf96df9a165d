"""Community groups, community interest companies and faith groups of the demo alliance. All invented."""
# One row a line reads better than the formatter's layout.
# ruff: noqa: E501
# fmt: off

from .member import Member as M

GROUPS = (
    M("Samphire Garden Project", "cic", "small", "samphire", "A community garden where people grow food and feel better.", "Garden lead"),
    M("Chalk and Tide Arts", "cic", "small", "chalk", "Art, print and pottery for wellbeing.", "Arts lead"),
    M("Night Owls Sleep Project", "cic", "micro", "quietroom", "Courses and calls for people who cannot sleep.", "Sleep coach"),
    M("Sliproad to Work", "cic", "medium", "quayside", "Job coaching for people who have been unwell.", "Employment adviser"),
    M("Bollard Training", "cic", "small", "quayside", "Free short courses in maths, English and computers.", "Learner support"),
    M("Handy Haven", "cic", "small", "haven", "Small repairs, gardens and furniture moves at a fair price.", "Job desk"),
    M("Second Wind Long Covid Circle", "community_group", "micro", "millrace", "Pacing, breathing and good company with Long Covid.", "Group organiser"),
    M("Steady On", "cic", "small", "ropewalk", "Help with gambling for the person and their family.", "Gambling support worker"),
    M("Paws by the Sea", "cic", "micro", "pierhead", "Dogs who visit, and people who walk them.", "Visits organiser", account=False),
    M("Pedal On", "community_group", "micro", "boating", "Slow bike rides, loan bikes included.", "Ride leader", account=False),
    M("Boots and Brew", "community_group", "micro", "bandstand", "Short walks that end with tea.", "Walk leader", account=False),
    M("Saltwater Swimmers", "community_group", "micro", "shingle", "Cold water, warm people.", "Swim organiser", account=False),
    M("Deep Breath Choir", "community_group", "micro", "marram", "Singing for lungs and spirits, no experience needed.", "Choir secretary", account=False),
    M("Tools Down", "community_group", "small", "tools", "A shed where men make things and talk a bit.", "Shed steward"),
    M("Dads on the Docks", "community_group", "micro", "net-loft", "Dads, kids, football and bacon rolls.", "Group organiser", account=False),
    M("Many Voices Peer Network", "community_group", "small", "starling", "Peer groups run by people who hear voices or live with bipolar.", "Peer lead"),
    M("The Quiet Carriage", "community_group", "micro", "quietroom", "A peer group for people with anxiety or panic.", "Group facilitator"),
    M("After the Storm", "community_group", "micro", "yew", "For people who lost someone to suicide, run by people who did too.", "Group facilitator"),
    M("Kinship Harbour", "community_group", "micro", "kiln", "Grandparents and relatives bringing up children.", "Group organiser", account=False),
    M("Trawler Families Network", "community_group", "small", "net-loft", "Fishing and dock families, past and present.", "Network secretary"),
    M("South Neighbours", "community_group", "small", "south-hub", "Neighbours on the estate helping neighbours.", "Community organiser"),
    M("Yarrow Street Community Centre", "charity", "small", "yarrow", "A busy local centre with a café, clubs and advice sessions.", "Centre coordinator"),
    M("Kiln Lane Community Hub", "charity", "small", "immingham", "Immingham's front room: café, pantry, clubs and advice.", "Hub coordinator"),
    M("Wold and Willow Rural Minds", "charity", "small", "wold-hall", "Wellbeing for villages and farming families.", "Rural support worker"),
    M("Wolds Edge Car Scheme", "community_group", "micro", "smithy", "Volunteer drivers for appointments and shopping.", "Lift desk", account=False),
    M("Humberston Fold Friends", "community_group", "micro", "fitties", "Coffee, cards and trips for people over 60.", "Secretary", account=False),
    M("Przystań Polish Centre", "community_group", "small", "przystan", "Advice, Saturday school and culture for Polish speakers.", "Centre adviser"),
    M("Casa Noastră", "community_group", "micro", "welcome", "Romanian families meeting, sharing and finding their way.", "Community worker", account=False),
    M("Gintaras Lithuanian Circle", "community_group", "micro", "immingham", "Lithuanian language, dancing and a helping hand.", "Circle organiser", account=False),
    M("Noor Women's Circle", "community_group", "small", "pilot", "Muslim women meeting for wellbeing, faith and friendship.", "Circle lead"),
    M("Sewa Kitchen", "faith_group", "micro", "sewa", "Free vegetarian meals twice a week, everyone welcome.", "Kitchen organiser", account=False),
    M("Larkfield Chapel", "faith_group", "micro", "larkfield", "Warm space, toddler group and pastoral care.", "Pastoral worker", account=False),
    M("Marram Road Church", "faith_group", "micro", "marram", "Coffee mornings, bereavement group and a listening chaplain.", "Community chaplain", account=False),
    M("Tenpenny Credit Union", "credit_union", "small", "tenpenny", "Safe saving and fair small loans.", "Member services"),
    M("Lettered Lens", "charity", "micro", "pilot", "One-to-one reading help for adults.", "Reading coordinator"),
    M("Our Long Table", "community_group", "micro", "peewit", "Monthly village suppers for anyone eating alone.", "Supper organiser", account=False),
)
