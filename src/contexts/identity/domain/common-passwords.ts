/**
 * The most common passwords of ten characters or more, in lower case, from published lists of leaked ones; and the words that stand
 * alone once the digits people hang on them are cut off. Shorter ones are refused for their length.
 */
const entire = `
0000000000 00000000000 0102030405 0123456789 0147258369 0987654321 1010101010 1029384756 1111111111 11111111111 1112223334
1111122222 1122334455 112233445566 1212121212 1231231231 123123123123 1234509876 1234512345 12345654321 1234567890 12345678900
12345678901 123456789012 1234567890q 1234567891 12345678910 1234567898 1234567899 123456789a 123456789m 123456789q 123456789s
123456789z 1234567abc 12345qwert 1234abcd1234 1234qwerasdf 1234qwer1234 123654789 1236547890 123qwe123qwe 123qweasdzxc 12qwaszx12
1357924680 1472583690 147258369a 1478963250 159357258456 1597534862 1q1q1q1q1q 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz1qaz1qaz
1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc 2222222222 2147483647 3333333333 3141592654 4444444444 5555555555 6666666666 7777777777
741852963 7418529630 789456123 7894561230 8888888888 9876543210 9999999999 987654321a a123456789 a1b2c3d4e5 a1s2d3f4g5 aa12345678
aa123456789 abc1234567 abc123456789 abcd123456 abcd12345678 abcde12345 abcdef123456 abcdefghij asd123asd123 asdasdasdasd asdf1234asdf
asdfasdfasdf asdfghjkl1 asdfghjkl123 asdfghjkl; azertyuiop az12345678 baseball12 charlie123 chocolate1 computer123 dragon1234
football12 g9l2d1fzpy0 iloveyou12 iloveyou123 letmein123 letmein1234 liverpool1 manchester 0p9o8i7u6y p@ssw0rd123 p@ssw0rd1234
p@ssword123 pa55word123 pass123456 pass1234567 passw0rd123 passw0rd1234 password.1 password01 password1! password10 password11
password12 password123 password1234 password12345 password123456 password2020 password2024 password2025 password2026 q1w2e3r4t5
q1w2e3r4t5y6 qazwsx1234 qazwsxedc1 qazwsxedc123 qazwsxedcrfv qwaszx1234 qwe123qwe123 qweasdzxc1 qweasdzxc123 qweqweqwe1 qwer1234qwer
qwerqwerqwer qwert12345 qwerty1234 qwerty12345 qwerty123456 qwertyqwerty qwertyuiop qwertyuiop1 qwertyuiop123 qwertyuiop[] qwertz1234
qwertzuiop samsung123 superman12 sunshine12 test123456 testtest12 trustno1234 welcome123 welcome1234 zaq12wsxcde3 zaq1zaq1zaq1
zxc123zxc123 zxcvbnm123 zxcvbnm1234 zxcvbnm,./ zzzzzzzzzz
`;

const cores = `
password passw0rd p@ssword p@ssw0rd pa$$word pa$$w0rd passwort contraseña contrasena motdepasse wachtwoord senha parola heslo
welcome willkommen bienvenue bienvenido letmein iloveyou trustno changeme changeit secret topsecret administrator administrador
admin root superuser qwerty qwertz azerty qwertyuiop qwertzuiop azertyuiop asdfghjkl asdfgh zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc
abc abcd abcde abcdef abcdefg abcdefgh football baseball basketball superman batman pokemon starwars princess sunshine monkey
dragon master shadow michael jennifer jordan charlie liverpool chelsea arsenal barcelona realmadrid juventus chocolate computer
internet samsung facebook google whatever freedom computer summer winter spring autumn january february march april june july
august september october november december monday friday fieldpilot maintenance technician test testing testtest demo guest default
`;

export const commonPasswords: ReadonlySet<string> = new Set(
  `${entire}${cores}`.split(/\s+/).filter((word) => word !== ''),
);
