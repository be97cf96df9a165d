"""The 28 local needs: code, plain name and one line of meaning."""

VOCABULARY = "alongside-needs"

NEEDS: dict[str, tuple[str, str]] = {
    "mood_anxiety": ("Low mood, worry or panic", "Feeling down, anxious, panicky or stressed"),
    "severe_mental_illness": ("Living with a severe mental illness", "Psychosis, bipolar, hearing voices"),
    "crisis_self_harm": ("Crisis or self-harm", "Not coping now, or hurting yourself"),
    "suicidal_thoughts": ("Thoughts of suicide", "Thinking about ending your life"),
    "bereavement": ("Someone has died", "Grief, old or new, including after suicide"),
    "trauma_abuse": ("Trauma or abuse", "What happened to you, now or long ago"),
    "loneliness": ("Feeling lonely", "Too much time alone, wanting company"),
    "relationships_family": ("Family and relationships", "Trouble at home, or a relationship ending"),
    "parenting": ("Being a parent", "Pregnancy, babies, children and family life"),
    "children_young_people": ("Children and young people", "Help made for people under 25"),
    "dementia_memory": ("Memory and dementia", "Worry about memory, or living with dementia"),
    "carers": ("Looking after someone", "Caring for a relative, partner or friend"),
    "alcohol_drugs": ("Alcohol, drugs or gambling", "Wanting to cut down, stop or stay stopped"),
    "physical_health": ("Physical health", "Health checks, weight, smoking and living longer"),
    "long_covid": ("Long Covid", "Lasting tiredness and illness after Covid"),
    "housing_homelessness": ("Housing", "Eviction, rough sleeping, bad housing, moving in"),
    "debt_money": ("Money and debt", "Bills, arrears, bailiffs, budgeting"),
    "benefits": ("Benefits", "Claims, forms and appeals"),
    "work": ("Work", "Finding work, keeping it, trouble at work"),
    "learning_volunteering": ("Learning and volunteering", "Courses, reading, new skills, giving time"),
    "food_fuel": ("Food and heating", "Not enough to eat, or a cold home"),
    "legal_advocacy": ("Rights and a voice", "Someone to speak up with you, legal advice"),
    "immigration_asylum": ("Immigration and asylum", "Status, asylum and settling in"),
    "domestic_abuse": ("Abuse at home", "A partner or relative who frightens or hurts you"),
    "practical_help": ("Practical help", "Lifts, forms, small jobs, furniture"),
    "activity_nature": ("Getting active and outdoors", "Walking, gardens, sport, the sea"),
    "faith_culture": ("Faith and culture", "People who share your faith, language or roots"),
    "sleep": ("Sleep", "Not sleeping, nightmares, shift work"),
}
