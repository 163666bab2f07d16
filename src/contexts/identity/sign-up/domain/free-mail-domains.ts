/** The large providers at which anybody may have a mailbox. A smaller one has the room of a company, which suffices for it. */
const names = `
126.com 163.com aol.com atlas.cz bigpond.com bluewin.ch bol.com.br btinternet.com centrum.cz comcast.net daum.net
duck.com email.cz fastmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com
hanmail.net hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.fr hotmail.it icloud.com interia.pl kpnmail.nl
laposte.net libero.it list.ru live.com live.de live.fr live.nl mac.com mail.com mail.ru me.com msn.com naver.com
o2.pl onet.pl orange.fr outlook.com outlook.de outlook.es outlook.fr pm.me post.cz posteo.de proton.me protonmail.com
qq.com rambler.ru rediffmail.com seznam.cz sfr.fr t-online.de telenet.be tuta.com tutanota.com uol.com.br ukr.net
verizon.net virgilio.it wanadoo.fr web.de wp.pl ya.ru yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com
yahoo.com.au yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ymail.com ziggo.nl zoho.com`;

export const freeMailDomains: ReadonlySet<string> = new Set(names.trim().split(/\s+/));
