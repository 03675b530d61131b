//! Common names, with their Latin form where they are of another script.

/// A name, and its Latin form; empty where it is Latin itself.
pub(super) type Pair = (&'static str, &'static str);

/// The names of one script or language.
pub(super) struct Script {
    /// How often it is drawn, against the others.
    pub(super) weight: u64,
    /// How many of a hundred have a second given name.
    pub(super) second_given: u64,
    pub(super) families: &'static [Pair],
    pub(super) women: &'static [Pair],
    pub(super) men: &'static [Pair],
}

macro_rules! latin {
    ($($name:literal)*) => { &[$(($name, "")),*] };
}

pub(super) static SCRIPTS: [Script; 7] = [
    Script {
        weight: 56,
        second_given: 45,
        families: latin!(
            "Murphy" "Kelly" "O'Sullivan" "Walsh" "Smith" "O'Brien" "Byrne" "Ryan" "O'Connor" "O'Neill"
            "O'Reilly" "Doyle" "McCarthy" "Gallagher" "Doherty" "Kennedy" "Lynch" "Murray" "Quinn" "Moore"
            "McLaughlin" "Carroll" "Connolly" "Daly" "Wilson" "Dunne" "Brennan" "Burke" "Collins" "Campbell"
            "Clarke" "Johnston" "Hughes" "Farrell" "Fitzgerald" "Brown" "Martin" "Maguire" "Nolan" "Flynn"
            "Thompson" "Callaghan" "O'Donnell" "Duffy" "O'Mahony" "Boyle" "Healy" "Shea" "White" "Sweeney"
            "Hayes" "Kavanagh" "Power" "McGrath" "Moran" "Brady" "Stewart" "Casey" "Foley" "Fitzpatrick"
        ),
        women: latin!(
            "Mary" "Margaret" "Catherine" "Anne" "Bridget" "Kathleen" "Emma" "Sarah" "Laura" "Rachel" "Aoife"
            "Ciara" "Niamh" "Emily" "Grace" "Sophie" "Ava" "Amelia" "Ella" "Lucy" "Helen" "Patricia" "Linda"
            "Susan" "Nora" "Eileen" "Sheila" "Una" "Claire" "Rebecca"
        ),
        men: latin!(
            "John" "Patrick" "Michael" "James" "Thomas" "William" "Daniel" "David" "Conor" "Sean" "Jack"
            "Adam" "Noah" "Charlie" "Luke" "Brian" "Declan" "Kevin" "Mark" "Paul" "Peter" "Stephen" "Gerard"
            "Anthony" "Joseph" "Francis" "Martin" "Ronan" "Cian" "Liam"
        ),
    },
    Script {
        weight: 14,
        second_given: 20,
        families: latin!(
            "Ó Súilleabháin" "Ní Bhriain" "Wiśniewska" "Żółkiewski" "Łukasik" "Dvořák" "Novák" "Þórðardóttir"
            "Işık" "Şahin" "Müller" "Schröder" "Åström" "Sørensen" "García" "Muñoz" "Conceição" "Gonçalves"
            "Szőke" "Țepeș" "Kovačević" "Žukauskas" "Bērziņš" "Adébáyọ̀"
        ),
        women: latin!(
            "Síle" "Róisín" "Łucja" "Małgorzata" "Kateřina" "Sæunn" "Gülşen" "Jördis" "Åsa" "Inês"
            "Mónica" "Fọlákẹ́" "Ilze" "Živilė" "Zsófia" "Ioana"
        ),
        men: latin!(
            "Seán" "Pádraig" "Stanisław" "Jiří" "Björn" "İbrahim" "Jörg" "Søren" "José" "João" "Győző"
            "Ștefan" "Đorđe" "Jānis" "Tomás" "Oisín"
        ),
    },
    Script {
        weight: 7,
        second_given: 75,
        families: latin!(
            "Nguyễn" "Trần" "Lê" "Phạm" "Huỳnh" "Hoàng" "Phan" "Vũ" "Võ" "Đặng" "Bùi" "Đỗ" "Hồ" "Ngô"
        ),
        women: latin!("Thị" "Ánh" "Tuyết" "Ngọc" "Hương" "Lan" "Mai" "Thảo" "Trang" "Yến" "Bích" "Diệu"),
        men: latin!("Văn" "Đức" "Minh" "Hùng" "Quang" "Tuấn" "Long" "Dũng" "Phúc" "Khánh" "Sơn" "Việt"),
    },
    Script {
        weight: 8,
        second_given: 15,
        families: &[
            ("الحسيني", "Al-Husseini"),
            ("منصور", "Mansour"),
            ("النعيمي", "Al-Nuaimi"),
            ("حداد", "Haddad"),
            ("خليل", "Khalil"),
            ("الشامي", "Al-Shami"),
            ("عثمان", "Osman"),
            ("صالح", "Saleh"),
            ("ناصر", "Nasser"),
            ("إبراهيم", "Ibrahim"),
            ("عبد الله", "Abdullah"),
            ("الخطيب", "Al-Khatib"),
        ],
        women: &[
            ("فاطمة", "Fatima"),
            ("ليلى", "Leila"),
            ("مريم", "Maryam"),
            ("عائشة", "Aisha"),
            ("نور", "Nour"),
            ("سارة", "Sara"),
            ("هدى", "Huda"),
            ("زينب", "Zainab"),
            ("ياسمين", "Yasmin"),
            ("أمل", "Amal"),
        ],
        men: &[
            ("محمد", "Mohamed"),
            ("أحمد", "Ahmed"),
            ("علي", "Ali"),
            ("عمر", "Omar"),
            ("يوسف", "Youssef"),
            ("حسن", "Hassan"),
            ("خالد", "Khaled"),
            ("كريم", "Karim"),
            ("سامي", "Sami"),
            ("طارق", "Tarek"),
        ],
    },
    Script {
        weight: 7,
        second_given: 5,
        families: &[
            ("Шевченко", "Shevchenko"),
            ("Ковальчук", "Kovalchuk"),
            ("Бондаренко", "Bondarenko"),
            ("Мельник", "Melnyk"),
            ("Кравченко", "Kravchenko"),
            ("Петренко", "Petrenko"),
            ("Јовановић", "Jovanović"),
            ("Ткаченко", "Tkachenko"),
            ("Савченко", "Savchenko"),
            ("Лисенко", "Lysenko"),
            ("Гончар", "Honchar"),
            ("Руденко", "Rudenko"),
        ],
        women: &[
            ("Олена", "Olena"),
            ("Наталія", "Nataliia"),
            ("Ірина", "Iryna"),
            ("Соломія", "Solomiia"),
            ("Марія", "Mariia"),
            ("Ганна", "Hanna"),
            ("Юлія", "Yuliia"),
            ("Оксана", "Oksana"),
            ("Дарина", "Daryna"),
            ("Софія", "Sofiia"),
        ],
        men: &[
            ("Олександр", "Oleksandr"),
            ("Андрій", "Andrii"),
            ("Сергій", "Serhii"),
            ("Володимир", "Volodymyr"),
            ("Іван", "Ivan"),
            ("Максим", "Maksym"),
            ("Дмитро", "Dmytro"),
            ("Богдан", "Bohdan"),
            ("Юрій", "Yurii"),
            ("Тарас", "Taras"),
        ],
    },
    Script {
        weight: 3,
        second_given: 5,
        families: &[
            ("Παπαδόπουλος", "Papadopoulos"),
            ("Κωνσταντινίδης", "Konstantinidis"),
            ("Οικονόμου", "Oikonomou"),
            ("Γεωργίου", "Georgiou"),
            ("Νικολάου", "Nikolaou"),
            ("Αλεξίου", "Alexiou"),
        ],
        women: &[
            ("Ελένη", "Eleni"),
            ("Μαρία", "Maria"),
            ("Δήμητρα", "Dimitra"),
            ("Σοφία", "Sofia"),
            ("Άννα", "Anna"),
        ],
        men: &[
            ("Γιώργος", "Giorgos"),
            ("Νίκος", "Nikos"),
            ("Κώστας", "Kostas"),
            ("Δημήτρης", "Dimitris"),
            ("Ηλίας", "Ilias"),
        ],
    },
    Script {
        weight: 5,
        second_given: 0,
        families: &[
            ("王", "Wáng"),
            ("李", "Lǐ"),
            ("张", "Zhāng"),
            ("刘", "Liú"),
            ("陈", "Chén"),
            ("杨", "Yáng"),
            ("赵", "Zhào"),
            ("黄", "Huáng"),
            ("周", "Zhōu"),
            ("吴", "Wú"),
            ("欧阳", "Ōuyáng"),
            ("佐藤", "Satō"),
            ("鈴木", "Suzuki"),
        ],
        women: &[
            ("静怡", "Jìngyí"),
            ("雨桐", "Yǔtóng"),
            ("美玲", "Měilíng"),
            ("秀英", "Xiùyīng"),
            ("丽", "Lì"),
            ("芳", "Fāng"),
            ("雪", "Xuě"),
            ("晓燕", "Xiǎoyàn"),
        ],
        men: &[
            ("建国", "Jiànguó"),
            ("小明", "Xiǎomíng"),
            ("伟", "Wěi"),
            ("强", "Qiáng"),
            ("志强", "Zhìqiáng"),
            ("浩然", "Hàorán"),
            ("军", "Jūn"),
            ("宇轩", "Yǔxuān"),
        ],
    },
];
