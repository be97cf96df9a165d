"""Culture, faith, newcomers, women and men, veterans, neighbourhoods, arts."""
# One entry a block reads better than the formatter's layout.
# ruff: noqa: E501
# fmt: off

from .listing import Listing as L

COMMUNITY = (
    L("the-welcome-table", "Welcome Table drop-in", "immigration_asylum food_fuel loneliness", "Lunch, post read and explained, clothes, phone credit, friends. For people seeking asylum, refugees and anyone new. Children welcome. We don't ask for papers.", at="welcome", times="WE,SA 11:00-15:00", room="room 6", how="pe", langs="English;Arabic;Farsi;Tigrinya;Kurdish Sorani", cost="Free", checked=20, area="all"),
    L("the-welcome-table", "Immigration casework (OISC level 2)", "immigration_asylum legal_advocacy", "Asylum support, family reunion, change of conditions, fee waivers. Appointment only. Interpreters arranged.", at="welcome", room="wait 8 13", how="e", area="all"),
    L("the-welcome-table", "Safe Ground", "trauma_abuse immigration_asylum mood_anxiety", "Counselling with an interpreter for people who fled war or torture.", ages="16-", at="welcome", room="wait 13 20", how="pe", langs="Arabic;Farsi;Dari;Pashto;Ukrainian"),
    L("the-welcome-table", "English for every day", "immigration_asylum learning_volunteering", "ESOL, 5 levels, crèche.", at="welcome", times="MO,TU,TH 09:30-11:30", how="e"),
    L("przystan-polish-centre", "Porady po polsku (advice in Polish)", "faith_culture immigration_asylum benefits", "Porady: zasiłki, status osiedleńca, mieszkanie, praca. Advice in Polish about benefits, settled status, housing and work.", at="przystan", times="TU,TH 16:00-19:00;SA 10:00-13:00", how="pe", langs="Polish;English", room="room 15", checked=37),
    L("przystan-polish-centre", "Rozmowa", "mood_anxiety faith_culture", "Counselling in Polish, 8 sessions.", ages="18-", at="przystan", room="wait 9 23", how="e", langs="Polish"),
    L("przystan-polish-centre", "Polish Saturday School", "children_young_people faith_culture learning_volunteering", "4 to 14.", ages="4-14", at="przystan", times="SA 09:30-12:30", how="w", cost="£60 a term"),
    L("casa-noastra", "Casa Noastră întâlnire", "faith_culture loneliness parenting", "Romanian families meet, cook, sort letters together. Română și English.", at="welcome", times="SU 15:00-18:00", how="e", langs="Romanian;English"),
    L("gintaras-lithuanian-circle", "Gintaras", "faith_culture loneliness", "Kalbame lietuviškai. Dance, language, help with forms, drivers for hospital.", at="immingham", times="SA 14:00-17:00", how="e", langs="Lithuanian;Russian;English", area="DN40;DN41"),
    L("noor-womens-circle", "Noor Circle", "faith_culture mood_anxiety loneliness", "Women only. Chai, Qur'an reading for those who wish, a wellbeing talk, exercise in a room with blinds. Listening ear in Urdu, Punjabi, Bengali, Arabic.", ages="16-", at="pilot", times="FR 10:00-12:30", how="pe", langs="English;Urdu;Punjabi;Bengali;Arabic", room="room 18", checked=49),
    L("noor-womens-circle", "Noor listening ear", "mood_anxiety relationships_family domestic_abuse", "Phone us. Private. Someone who understands family and faith. We work closely with Safe Moorings.", times="MO,WE 10:00-14:00", how="p", langs="Urdu;Punjabi;Bengali;English"),
    L("umoja-coast", "Umoja Families", "faith_culture relationships_family parenting", "African and Caribbean families: Sunday dinners, hair, homework club, aunties' advice.", at="pilot", times="SU 13:00-17:00", how="pe", room="room 32"),
    L("umoja-coast", "Brother to Brother", "mood_anxiety faith_culture loneliness", "Black men talking. Barbershop nights and walks.", ages="18-", when="Second Thursday, evenings, see our page", how="w"),
    L("umoja-coast", "Care visa circle", "immigration_asylum work legal_advocacy", "For care workers on sponsored visas who are treated badly. Confidential. Know your rights, find another sponsor.", how="e", room="ask 16", area="all"),
    L("common-thread-women", "Women's centre", "loneliness relationships_family learning_volunteering", "Door open, kettle on. Courses, nurse on Tuesdays, solicitor once a month, sewing machines always.", ages="16-", at="marsh-hall", times="MO,TU,WE,TH 09:30-15:00", how="pe", room="room 9", who="Women, including trans women.", checked=28),
    L("rainbow-quay", "Quay Social", "loneliness faith_culture", "Board games, film nights, over-50s lunch.", at="pierhead", times="SA 18:00-21:00", how="w", ages="18-"),
    L("stand-easy-veterans", "Veterans' breakfast", "loneliness mood_anxiety", "First Saturday. Full English, no uniform, families too.", at="net-loft", times="1SA 09:00-11:30", how="p", cost="First one free", who="Served a day or more, any force, merchant seafarers included."),
    L("stand-easy-veterans", "Veterans caseworker", "trauma_abuse housing_homelessness debt_money alcohol_drugs", "One caseworker who knows the forces charities and gets them to pay. Op COURAGE referrals.", at="net-loft", room="wait 2 18", how="pe", area="all"),
    L("south-neighbours", "Doorstep", "practical_help loneliness", "Neighbours who'll fetch a prescription, put bins out, knock.", at="south-hub", times="MO,TU,WE,TH,FR 10:00-13:00", how="p", area="South", room="room 4"),
    L("yarrow-street-community-centre", "Advice café", "practical_help benefits housing_homelessness", "Different advisers each day. Come for beans on toast, leave with a form filled in.", at="yarrow", times="MO,TU,WE,TH,FR 09:00-14:00", how="p", room="room 40"),
    L("kiln-lane-community-hub", "Immingham listening hour", "mood_anxiety loneliness bereavement", "Qualified counsellor, one hour slots, Thursdays only.", at="immingham", times="TH 13:00-18:00", how="p", room="wait 6 50", area="DN40;DN41", cost="Donation"),
    L("kiln-lane-community-hub", "Hub volunteers", "learning_volunteering work", "Café, garden, reception. References after 12 weeks.", at="immingham", how="pe"),
    L("chalk-and-tide-arts", "Clay and Quiet", "activity_nature mood_anxiety learning_volunteering", "Six weeks of pottery on referral. Making things slowly, nothing to be good at.", ages="18-", at="chalk", times="MO,WE 13:00-15:30", how="ew", room="wait 4 15", cost="Free on referral, otherwise £8"),
    L("chalk-and-tide-arts", "Print Night", "activity_nature loneliness", "Lino, ink, loud music.", at="chalk", times="TH 18:30-21:00", how="w", cost="£6", status="temporarily closed"),
    L("open-gate-learning-disability-project", "Friday Night Out", "loneliness activity_nature", "Disco, bowling, pictures. Adults with a learning disability. Tell us what help you need.", ages="18-", at="tenpenny", times="FR 18:00-21:00", how="pe", cost="£5"),
    L("sandpiper-autism-circle", "After the diagnosis", "children_young_people parenting practical_help", "For parents: what now? Four evenings. EHCP, DLA, sleep, school, siblings.", at="yew", how="e", room="wait 5 11"),
    L("deaf-tides", "Deaf club", "faith_culture loneliness", "BSL. All ages.", at="pilot", times="WE 18:00-21:00", how="t", langs="British Sign Language"),
    L("trawler-families-network", "Dock work and head stuff", "work mood_anxiety alcohol_drugs", "Lads off the boats and off the docks. Ring, say nothing if you like, we'll wait.", how="p", room="room 80"),
)
