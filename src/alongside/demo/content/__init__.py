"""The made-up life of the demo: places, members, services, people and eighteen months of referrals.

Pure data and seeded functions: no Django, no database, no clock of its own. Places, wards and postcodes are
facts (ONS, OS, MHCLG; Open Government Licence v3.0). Every organisation, person, phone number and sentence is
invented.
"""
