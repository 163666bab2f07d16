/**
 * Words that make a weak password even with digits and signs at either end, in several languages and of this trade. The estimator
 * (`password-strength.ts`) knows common passwords as well, but its lists are mostly English.
 */
const words = `
password passw0rd p@ssword p@ssw0rd pa$$word pa$$w0rd passwort contraseña contrasena motdepasse wachtwoord senha parola heslo
welcome willkommen bienvenue bienvenido letmein iloveyou trustno changeme changeit secret topsecret administrator administrador
admin root superuser qwerty qwertz azerty qwertyuiop qwertzuiop azertyuiop asdfghjkl asdfgh zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc
abc abcd abcde abcdef abcdefg abcdefgh football baseball basketball superman batman pokemon starwars princess sunshine monkey
dragon master shadow michael jennifer jordan charlie liverpool chelsea arsenal barcelona realmadrid juventus chocolate computer
internet samsung facebook google whatever freedom computer summer winter spring autumn january february march april june july
august september october november december monday friday fieldpilot maintenance technician test testing testtest demo guest default
2147483647 g9l2d1fzpy0
`;

export const commonWords: ReadonlySet<string> = new Set(words.split(/\s+/).filter((word) => word !== ''));
