"""Charities of the demo alliance, larger ones first. All invented."""
# One row a line reads better than the formatter's layout.
# ruff: noqa: E501
# fmt: off

from .member import Member as M

CHARITIES = (
    M("Tidewater Minds", "charity", "large", "ropewalk", "Talking therapies, groups and support workers for adults with mental health problems.", "Head of services"),
    M("The Slipway", "charity", "large", "slipway", "A youth centre where people aged 11 to 25 can talk, learn and get help early.", "Youth services lead"),
    M("Fairlead Homes", "housing_association", "large", "fairlead", "Homes and tenancy support for people who have been homeless or unwell.", "Tenancy support team leader"),
    M("Ropewalk Recovery", "charity", "large", "ropewalk", "Help to cut down or stop drinking and drug use, and to stay well after.", "Recovery service lead"),
    M("Breakwater Trust", "charity", "medium", "breakwater", "Evening crisis café and suicide prevention work run with people who have been there.", "Crisis services lead"),
    M("Safe Moorings", "charity", "medium", "quayside", "Refuge, outreach and court support for people hurt or frightened at home.", "Outreach lead"),
    M("Starling House Trust", "charity", "medium", "starling", "A day centre and clubhouse for people living with psychosis or bipolar.", "Clubhouse coordinator"),
    M("Haven Carers Together", "charity", "medium", "haven", "Support, breaks and a voice for unpaid carers of any age.", "Carer support lead"),
    M("Plainsail Advice", "charity", "medium", "quayside", "Free advice about debt, benefits, housing and work rights.", "Advice session supervisor"),
    M("Cobble Yard Housing Aid", "charity", "medium", "cobble", "Stops people losing their home and helps people off the street.", "Housing aid lead"),
    M("Fathom Counselling", "charity", "medium", "fathom", "Longer counselling for adults who lived through abuse or trauma.", "Clinical coordinator"),
    M("Kittiwake Families", "charity", "medium", "kestrel", "Parenting groups, home visits and play for families with children under 11.", "Family support lead"),
    M("Harbour Lights Bereavement Care", "charity", "small", "lantern-rooms", "One-to-one listening and groups for anyone whose person has died.", "Volunteer coordinator"),
    M("Kite Tail", "charity", "small", "kestrel", "Play and talking therapy for children who are grieving or frightened.", "Therapy coordinator"),
    M("Marsh Lane Listening", "charity", "small", "marsh-hall", "Low-cost counselling by trainees and volunteers, as long as it takes.", "Counselling coordinator"),
    M("Silver Tern Dementia Friends", "charity", "small", "daybreak", "Cafés, singing and company for people with dementia and those who love them.", "Dementia café lead"),
    M("Straightwise Advocacy", "charity", "small", "quayside", "Independent advocates who help you to be heard.", "Advocacy lead"),
    M("The Welcome Table", "charity", "small", "welcome", "Food, English lessons and friendship for people seeking safety.", "Centre coordinator"),
    M("Mothers' Meadow", "charity", "small", "kiln", "Peer support for low mood in pregnancy and after birth.", "Peer support lead"),
    M("Open Gate Learning Disability Project", "charity", "small", "tenpenny", "Friendship, skills and health support for adults with a learning disability.", "Project lead"),
    M("Sandpiper Autism Circle", "charity", "small", "yew", "Groups and advice for autistic adults and families of autistic children.", "Family adviser"),
    M("Rainbow Quay", "charity", "small", "pierhead", "Support and social life for LGBT+ people of any age.", "Support coordinator"),
    M("Stand Easy Veterans", "charity", "small", "net-loft", "Breakfast clubs, casework and company for veterans and their families.", "Veterans caseworker"),
    M("Clean Slate Mentoring", "charity", "small", "cobble", "Mentors for people leaving prison or on probation.", "Mentoring lead"),
    M("Common Thread Women", "charity", "small", "marsh-hall", "A women's centre with crafts, courses and a listening ear.", "Centre lead"),
    M("Hearthline Friendship", "charity", "small", "hearth", "Phone calls, visits and lunches for older people on their own.", "Befriending coordinator"),
    M("Deaf Tides", "charity", "small", "pilot", "Advice and wellbeing in British Sign Language.", "BSL wellbeing worker"),
    M("Bread and Kin", "charity", "small", "yarrow", "A food pantry, warm room and help with heating bills.", "Pantry coordinator"),
    M("Little Oars Baby Bank", "charity", "micro", "kiln", "Cots, clothes and nappies for families who need them.", "Volunteer lead", account=False),
    M("Umoja Coast", "charity", "small", "pilot", "African and Caribbean families looking after each other's wellbeing.", "Community worker"),
)
