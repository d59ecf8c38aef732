/** Rows of the keyboard in both layouts, both ways, and the zigzags that fingers like. */
const rows = [
  '1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю',
  '1q2w3e4r5t6y7u8i9o0p', 'q1w2e3r4t5y6u7i8o9p0', '1й2ц3у4к5е6н7г8ш9щ0з', 'й1ц2у3к4е5н6г7ш8щ9з0',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm', 'qazwsxedcrfvtgbyhnujm', 'йфяцычувскамепинртгоьшлбщдю', '123qweasdzxc', '123йцуфывячс',
  'qweasdzxc', 'йцуфывячс', '147258369', '159753', '789456123',
];
const mirrored = (text: string) => [...text].reverse().join('');

export const KEYBOARD_RUNS = rows.flatMap((row) => [row, mirrored(row)]);

/**
 * Words that people take for a password, lower case, with the usual endings cut off by the rule that asks here.
 * Shorter ones stand here because "password2024" is one of them with an ending.
 */
const words = `
password passwords mypassword thepassword yourpassword newpassword password1password passwordpassword pass passw0rd
passphrase changeme changemenow changeit letmein letmeinnow opensesame administrator adminadmin adminadministrator admin
superadmin superuser rootroot rootpassword toor root user username useruser testtest testing testpassword testuser guest guestguest
default defaultpassword temporary temppassword temp secret secretsecret topsecret mysecret qwerty qwertyqwerty qwertyuiop
qwertyui qwert asdfasdf asdfghjkl zxcvbnm zaqwsx iloveyou iloveyoubaby ilovegod ilovemyself loveyou loveyouforever
sunshine sunshine sweetheart princess princesa butterfly chocolate basketball football footballfan baseball liverpool
liverpoolfc manchester manchesterunited barcelona realmadrid juventus chelseafc arsenalfc starwars darthvader superman spiderman
batmanbatman pokemon pokemongo minecraft playstation nintendo welcome welcomehome welcomeback hellohello helloworld hello
whatever whateveryouwant trustno1 trustnoone nothing nothingatall computer computers internet samsung samsunggalaxy iphone
apple google googlegoogle microsoft windows windowsxp facebook instagram youtube vkontakte telegram whatsapp
michael michelle jennifer jessica christopher christian alexander alexandra elizabeth nicholas benjamin charlie
andrew matthew anthony daniel danielle stephanie veronica victoria caroline katherine dragon dragons dragonball monkey
monkeymonkey master masters shadow shadowshadow freedom blink182 metallica nirvana slipknot snowball december november
september october february january saturday sunday monday thursday wednesday friday summer summertime winter winterwinter
spring autumn lovelove mylove mylovemylove mybaby myfamily familyfirst happyhappy happiness friendship friends foreverlove
forever fuckyou fuckyoubitch fuckoff bullshit asshole abcdefghij abcdefg abcabcabc abcd1234abcd aabbccddee a1b2c3d4e5
a1b2c3d4e5f6 1a2b3c4d5e 11111qqqqq qqqqq11111 qqqqqwwwww 1111122222 1122334455 112233445566 1212121212 1231231231 123123123123
1234512345 1234554321 0123456789 9876543210 0987654321 1029384756 1357924680 2468013579 3141592653 31415926535 2718281828
7777777777 1313131313 0000000001 1000000000 1111111112 12345678910 123456789a 123456789q 123456789z 1234567890a 1234567890q
a123456789 q123456789 z123456789 123456789abc abc123456789 1234qwer1234 qwer1234qwer asdf1234asdf zxcv1234zxcv
qwe123qwe123 123qwe123qwe qwe123456789 123456qwerty qwerty123456 qwerty1234 1234qwerty
пароль парольпароль мойпароль новыйпароль секрет секретно администратор админ админадмин пользователь гость тест тесттест
йцукен йцукенйцукен привет приветпривет приветмир любовь любимая любимый люблютебя ятебялюблю ялюблютебя солнышко солнце зайчик
котенок котёнок малышка красотка наташа наталья александр александра екатерина анастасия дмитрий сергей владимир виктория
максим марина кристина маргарита спартак зенит динамо локомотив россия москва петербург санктпетербург родина победа
начальник директор бухгалтер бухгалтерия компьютер клавиатура здравствуйте здравствуй добропожаловать
gfhjkm gfhjkmgfhjkm vjqgfhjkm ghbdtn ghbdtnghbdtn yfnfif yfnfkmz fktrcfylh fktrcfylhf trfnthbyf
dkflbvbh cthutq vfrcbv vfhbyf rhbcnbyf hjccbz vjcrdf gj,tlf cgfhnfr cjkysirj vfksirf flvbybcnhfnjh
parol parolparol moyparol privet privetprivet lubov lyubov nikitanikita natasha nastya ekaterina anastasia dmitriy sergey vladimir
maxim marina kristina spartak zenit dinamo rossiya moskva russia moscow stpetersburg pobeda solnishko solnyshko
teplo teploteplo teploadmin teplopassword mycompany company companyname business office officeoffice manager managermanager
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(words.split(/\s+/).filter(Boolean));
