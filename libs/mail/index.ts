export { MailBrands, platformAddress, PRODUCT_NAME, type MailBrand } from './template/mail-brand.js';
export {
  defineMail,
  mailLocale,
  type MailContent,
  type MailLocale,
  type MailTemplate,
} from './template/mail-template.js';
export { mailEntities } from './queue/mail.entity.js';
export { showsMails } from './page/mail-page.js';
export { MailModule } from './mail.module.js';
export { MailWakeups } from './sender/mail-wakeups.js';
export { Mailer, PlatformMailer, type MailRequest } from './queue/mailer.js';
