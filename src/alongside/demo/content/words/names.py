"""First and last names from the many roots of a port town, paired within a root. Invented people."""
# ruff: noqa: E501

from typing import NamedTuple


class Roots(NamedTuple):
    """Names of one root, joined with spaces. language: spoken beside English ("British" and "African" are none)."""

    weight: int
    she: str
    he: str
    family: str
    language: str


ROOTS: tuple[Roots, ...] = (
    Roots(
        68,
        "Susan Tracey Kelly Donna Leanne Shannon Chloe Ellie Jade Paige Megan Margaret Jean Doreen Pauline Beverley "
        "Nicola Gemma Kirsty Amy Lorraine Sheila Maureen Bethany Holly Carol Julie Dawn Rachel Imogen",
        "Kevin Gary Darren Lee Craig Wayne Ryan Kyle Liam Connor Jack Callum Brian Terence Roy Derek Malcolm Keith "
        "Stephen Paul Dean Shaun Nathan Josh Ben Harry Ronald Alan Clive Jordan",
        "Thirkettle Bratley Codd Blanchard Stanney Maltby Grantham Winship Appleyard Cawkwell Drewery Ellerby Forrester "
        "Gosling Holness Ingamells Jessop Kirkby Lidgard Marfleet Nettleton Osgerby Pinchbeck Rudkin Sowerby Tasker "
        "Upton Vickers Wardle Yates Barnard Crofts Dowse Fenwick Hallam",
        "British",
    ),
    Roots(7, "Agnieszka Katarzyna Magdalena Ewa Zofia", "Piotr Tomasz Marek Jakub Paweł", "Nowak Wójcik Zieliński Mazur Dudek", "Polish"),
    Roots(4, "Ioana Mihaela Elena Andreea", "Andrei Ionuț Gheorghe Mihai", "Popescu Dumitru Stan Munteanu", "Romanian"),
    Roots(4, "Rasa Jolanta Ieva Daiva", "Tomas Mantas Vytautas Darius", "Kazlauskas Jankauskas Butkus Urbonas", "Lithuanian"),
    Roots(3, "Fatima Samina Nadia Ayesha", "Imran Tariq Bilal Yusuf", "Hussain Akhtar Mirza Chaudhry", "Urdu"),
    Roots(2, "Ruksana Shirin Taslima", "Abdul Kamal Rafiq", "Miah Begum Uddin", "Bengali"),
    Roots(2, "Harpreet Manjit Jasleen", "Gurdeep Balwinder Arjan", "Kaur Singh Dhillon", "Punjabi"),
    Roots(3, "Blessing Chidinma Abena Tendai", "Emeka Kwame Tatenda Samuel", "Okonkwo Mensah Moyo Adeyemi", "African"),
    Roots(2, "Mariam Huda Rania", "Omar Khalid Sami", "al-Hassan Haddad Ibrahim", "Arabic"),
    Roots(1, "Shirin Parisa Zahra", "Reza Farhad Najib", "Rahimi Karimi Ahmadzai", "Farsi"),
    Roots(1, "Selam Hiwet", "Yonas Tesfay", "Gebremedhin Tekle", "Tigrinya"),
    Roots(2, "Mei Xiu Li Hua", "Wei Jun Kit", "Chan Wong Lin Zhou", "Mandarin"),
    Roots(1, "Oksana Iryna", "Dmytro Serhii", "Kovalenko Shevchuk", "Ukrainian"),
)  # fmt: skip
