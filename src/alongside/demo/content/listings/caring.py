"""Carers, memory, older people, and people on their own."""
# One entry a block reads better than the formatter's layout.
# ruff: noqa: E501
# fmt: off

from .listing import Listing as L

CARING = (
    L("haven-carers-together", "Carer support worker", "carers mood_anxiety benefits", "One person for you, not for the person you look after. Carer's assessment, breaks, money, sorting things with the hospital, or just a proper talk. Adults caring for anybody, 18 and over.", ages="18-", at="haven", area="all", room="wait 2 4", how="pew", checked=10),
    L("haven-carers-together", "Young Carers' Club", "carers children_young_people loneliness", "Fun nights and someone on your side at school, for anyone under 18 who looks after someone at home.", ages="7-17", at="slipway", times="WE 16:30-18:30", how="pe", room="room 23", area="all"),
    L("haven-carers-together", "Sitting service", "carers practical_help dementia_memory", "A trained sitter stays so you can go out, three hours a week.", area="all", room="full 6", how="p", cost="£6 an hour, free on Carer's Allowance"),
    L("haven-carers-together", "Mental health carers' evening", "carers severe_mental_illness", "For people who care for someone with a mental illness. There's usually somebody from the Trust to put on the spot.", at="haven", times="2MO 18:30-20:00", how="e"),
    L("haven-carers-together", "Carers' emergency card", "carers practical_help", "Carry it. If you're in an accident, we start your plan.", how="w", area="all"),
    L("silver-tern-dementia-friends", "Silver Tern Café", "dementia_memory carers loneliness", "For people with memory problems and whoever comes with them. Singing from half eleven. No diagnosis needed. Our volunteers notice when you need a hand.", at="daybreak", times="TU 10:30-12:30;FR 10:30-12:30", room="room 7", how="pe", cost="£2 for the pot", checked=22),
    L("silver-tern-dementia-friends", "Memory worries phone-in", "dementia_memory", "Worried about your memory, or somebody else's? Talk it through with a nurse who is not in a hurry, before you see the GP.", times="TH 10:00-12:00", how="p", area="all"),
    L("silver-tern-dementia-friends", "Younger dementia lunch", "dementia_memory carers work", "Under 65s. Work, driving, kids still at home: the stuff that's different.", ages="30-65", at="boating", times="3FR 12:00-14:00", how="e", room="ask 33"),
    L("silver-tern-dementia-friends", "Living with Dementia navigator", "dementia_memory carers practical_help", "Named worker from diagnosis on. LPA, attendance allowance, planning ahead, a call every 3/12. Referral from Memory Service or GP, or ring.", area="all", room="wait 6 41", how="pe", checked=70),
    L("silver-tern-dementia-friends", "Swim with Memory", "dementia_memory activity_nature physical_health", "A quiet hour at the pool. Carers free.", at="millrace", times="MO 14:00-15:00", cost="£3", how="p"),
    L("haven-shore-mental-health-nhs-trust", "Memory Service", "dementia_memory", "Assessment, diagnosis and post-diagnostic support. GP referral with bloods and ACE-III or 6CIT please.", at="quayside", ages="50-", how="p", room="wait 14 30", area="all"),
    L("hearthline-friendship", "Telephone friends", "loneliness", "The same friendly volunteer rings every week at a time you choose.", ages="60-", area="all", how="p", room="room 5", checked=13),
    L("hearthline-friendship", "Home visiting (befriending)", "loneliness carers", "Weekly visits from a DBS checked volunteer. There are always more people waiting than volunteers, sorry.", ages="60-", area="all", how="p", room="wait 18 16"),
    L("hearthline-friendship", "Hearth Lunch", "loneliness food_fuel", "Two courses, bingo optional. We can fetch you.", ages="60-", at="hearth", times="TU,TH 12:00-14:00", cost="£5", how="p", area="Heneage;East Marsh;Park"),
    L("hearthline-friendship", "Home from Hospital", "practical_help loneliness physical_health", "Shopping in, heating on, a friendly face. Six weeks free after a stay in hospital.", ages="55-", how="pe", area="all", room="room 19"),
    L("humberston-fold-friends", "Fold Friends", "loneliness", "Coffee, cards, coach trips. Newcomers get met at the door.", ages="60-", at="fitties", times="MO,TH 10:00-12:00", how="p", cost="£1.50"),
    L("our-long-table", "Long Table supper", "loneliness food_fuel", "One long table, one pot, pay what you like. Last Friday of the month. Come alone, you won't stay alone.", at="peewit", when="Last Friday of the month, 6pm", how="e"),
    L("marram-road-church", "Marram Coffee", "loneliness faith_culture", "Coffee morning. Chaplain about if wanted.", at="marram", times="TH 10:00-12:00", how=""),
    L("paws-by-the-sea", "Paws visits", "loneliness mood_anxiety", "A calm dog and its human visit you at home, care home or ward.", how="e", area="DN35;DN36", room="wait 5 63"),
    L("tools-down", "Tools Down shed", "loneliness learning_volunteering mood_anxiety", "Men's shed. Wood, bikes, lathes, a kettle. Women's morning Wednesdays. Bring nothing.", ages="18-", at="tools", times="TU,TH,FR 10:00-15:00;WE 10:00-12:30", room="room 10", how="p", cost="£2 a day", checked=31),
    L("trawler-families-network", "Widows and Crew", "loneliness bereavement faith_culture", "Trawling families, those who were lost and those who came home. Tea, photographs, the memorial service.", at="net-loft", times="1MO 13:30-15:30", how="p"),
)
