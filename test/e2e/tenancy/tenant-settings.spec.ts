import { createTestApp, provisionTestTenant, TestTenant, type HttpClient, type TestApp } from '#libs/testing';

let testApp: TestApp;
let acme: TestTenant;
let other: TestTenant;
let admin: HttpClient;

beforeAll(async () => {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  other = await provisionTestTenant(testApp);
  admin = await acme.as('admin');
});

const path = '/v1/tenant';
const read = async (client = admin) => (await client.get(path).expect(200)).body;

async function change(body: object, client = admin) {
  const { headers } = await client.get(path).expect(200);
  return client
    .patch(path)
    .set('If-Match', headers['etag'] as string)
    .send(body);
}

async function refusal(body: object) {
  const before = await read();
  const answer = await change(body);
  expect(await read()).toEqual(before);
  const errors = answer.body.errors as { pointer: string; code: string }[];
  return [answer.status, ...errors.map(({ pointer, code }) => `${pointer} ${code}`)];
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const defaults = {
  timezone: 'UTC',
  locale: 'en',
  currency: 'USD',
  units: 'metric',
  unverifiedUsers: 'everything',
  workingHours: weekdays.map((day) => ({ day, start: '08:00', end: '17:00' })),
  holidays: [],
  forgottenDepartureHours: 16,
  overReceiptPercent: 0,
  purchaseApprovalLimit: null,
  branding: { primaryColor: null, accentColor: null, logoUrl: null },
  twoFactorRequiredFor: [],
  twoFactorGraceUntil: null,
  impersonationAllowed: true,
};

describe('the account', () => {
  it('shows the default of every setting that nobody has chosen', async () => {
    expect(await read()).toMatchObject({ id: acme.ref.id, slug: acme.slug, companySize: null, settings: defaults });
  });

  it('is changed by its administrators, and read by everybody who is signed in', async () => {
    for (const role of ['manager', 'employee', 'technician', 'customer']) {
      const client = await acme.as(role);
      expect((await read(client)).id).toBe(acme.ref.id);
      expect((await change({ name: 'Taken over' }, client)).status).toBe(403);
    }
    expect((await change({ name: ' Acme Lifts ', companySize: '11-50', industry: 'Elevators' })).body).toMatchObject({
      name: 'Acme Lifts',
      companySize: '11-50',
      industry: 'Elevators',
    });
    expect((await change({ industry: null })).body).toMatchObject({ companySize: '11-50', industry: null });
  });

  it('is the own one, whatever host and header say', async () => {
    const before = await read(await other.as('admin'));
    await admin.get(path).set('X-Tenant', other.slug).expect(403);
    await admin.patch(path).set('X-Tenant', other.slug).set('If-Match', `"${before.version}"`).send({ name: 'Mine' });
    expect((await change({ id: other.ref.id, slug: other.slug, name: 'Mine' })).status).toBe(400);
    await change({ name: 'Ours', settings: { locale: 'de' } });
    expect(await read(await other.as('admin'))).toEqual(before);
    const rows = await testApp.database.query(`select count(*) from ${other.ref.schema}.audit_logs
      where resource_type = 'tenant'`);
    expect(Number(rows[0]!['count'])).toBe(0);
  });

  it('is changed only by who has seen its newest version', async () => {
    const { version } = await read();
    await admin.patch(path).send({ name: 'Blind' }).expect(428);
    const at = (name: string) => admin.patch(path).set('If-Match', `"${version}"`).send({ name });
    const answers = await Promise.all([at('One'), at('Two'), at('Three')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    await at('Late').expect(412);
    expect((await read()).version).toBe(version + 1);
  });
});

describe('a change of settings', () => {
  it('keeps what it does not name, member by member, and resets what is null', async () => {
    const hours = [{ day: 'saturday', start: '09:00', end: '12:30' }];
    await change({ settings: { locale: 'de-at', currency: 'EUR', branding: { primaryColor: '#1F6FEB' } } });
    await change({ settings: { workingHours: hours, branding: { logoUrl: 'https://acme.example.com/logo.svg' } } });
    expect((await read()).settings).toEqual({
      ...defaults,
      locale: 'de-AT',
      currency: 'EUR',
      workingHours: hours,
      branding: { primaryColor: '#1F6FEB', accentColor: null, logoUrl: 'https://acme.example.com/logo.svg' },
    });
    await change({ settings: { locale: null, workingHours: null, branding: { primaryColor: null } } });
    expect((await read()).settings).toEqual({
      ...defaults,
      currency: 'EUR',
      branding: { ...defaults.branding, logoUrl: 'https://acme.example.com/logo.svg' },
    });
    await change({ settings: { currency: null, branding: null } });
    expect((await read()).settings).toEqual(defaults);
  });

  it('keeps lists in order', async () => {
    const at = { start: '08:00', end: '12:00' };
    const holidays = [
      { date: '2027-12-25', name: 'Christmas' },
      { date: '2027-01-01', name: 'New Year' },
    ];
    const workingHours = [
      { day: 'sunday', ...at },
      { day: 'monday', ...at },
    ];
    const { settings } = (await change({ settings: { holidays, workingHours } })).body;
    expect(settings).toMatchObject({ holidays: holidays.toReversed(), workingHours: workingHours.toReversed() });
  });

  it.each<[string, object, unknown[]]>([
    ['an unknown setting', { dateFormat: 'd.m.y' }, [400, '/settings/dateFormat request.unknown_field']],
    ['an unknown member', { branding: { font: 'x' } }, [400, '/settings/branding/font request.unknown_field']],
    ['an unknown zone', { timezone: 'IST' }, [422, '/settings/timezone field.timezone']],
    ['an unknown currency', { currency: 'XYZ' }, [422, '/settings/currency field.currency']],
    ['a currency in small letters', { currency: 'eur' }, [422, '/settings/currency field.currency']],
    ['an unknown language', { locale: 'xx-YY' }, [422, '/settings/locale field.locale']],
    ['no language tag', { locale: 'de_DE' }, [422, '/settings/locale field.locale']],
    ['a language tag with extensions', { locale: 'de-u-nu-thai' }, [422, '/settings/locale field.locale']],
    ['unknown units', { units: 'nautical' }, [422, '/settings/units field.unknown_value']],
    ['a colour by name', { branding: { accentColor: 'red' } }, [422, '/settings/branding/accentColor field.pattern']],
    [
      'a logo without TLS',
      { branding: { logoUrl: 'http://a.b/c' } },
      [422, '/settings/branding/logoUrl field.pattern'],
    ],
    [
      'a logo that is a script',
      { branding: { logoUrl: 'javascript:alert(1)' } },
      [422, '/settings/branding/logoUrl field.pattern'],
    ],
    [
      'hours that end before they begin',
      { workingHours: [{ day: 'monday', start: '17:00', end: '08:00' }] },
      [422, '/settings/workingHours/0/end field.invalid'],
    ],
    [
      'an hour that no clock shows',
      { workingHours: [{ day: 'monday', start: '08:00', end: '24:00' }] },
      [422, '/settings/workingHours/0/end field.pattern'],
    ],
    [
      'a day with two working hours',
      { workingHours: Array(2).fill({ day: 'monday', start: '08:00', end: '12:00' }) },
      [422, '/settings/workingHours/1/day field.duplicate_items'],
    ],
    [
      'a holiday that does not exist',
      { holidays: [{ date: '2027-02-29', name: 'Leap day' }] },
      [422, '/settings/holidays/0/date field.date'],
    ],
    [
      'a date with two holidays',
      { holidays: Array(2).fill({ date: '2027-01-01', name: 'New Year' }) },
      [422, '/settings/holidays/1/date field.duplicate_items'],
    ],
    [
      'more holidays than there is room for',
      { holidays: Array(201).fill({ date: '2027-01-01', name: 'New Year' }) },
      [422, '/settings/holidays field.too_many_items'],
    ],
  ])('names %s, and changes nothing', async (_, settings, expected) => {
    expect(await refusal({ name: 'Not kept', settings })).toEqual(expected);
  });

  it('is one audit entry with what differs, in the log of the tenant and in that of the operators', async () => {
    await change({ name: 'Before', settings: { timezone: 'Asia/Tokyo', locale: 'fr' } });
    await change({ name: 'Before', settings: { timezone: 'Europe/Prague' } });
    await change({ name: 'Before' });
    const { body } = await admin.get(`/v1/audit-logs?resourceId=${acme.ref.id}&sort=-createdAt&limit=1`).expect(200);
    const entry = { before: { timezone: 'Asia/Tokyo' }, after: { timezone: 'Europe/Prague' } };
    expect(body.data[0]).toMatchObject({ action: 'update', resourceType: 'tenant', changes: entry });
    const [operators] = await testApp.database.query(`select count(*), max(version) as version,
        (array_agg(l.changes order by l.created_at desc))[1] as changes
      from platform_audit_logs l join tenants t on t.id = l.tenant_id
      where l.resource_id = '${acme.ref.id}' and l.actor_kind = 'user'`);
    expect(JSON.stringify(operators!['changes'])).toMatch(/Europe.Prague.*Asia.Tokyo/);
    expect(Number(operators!['count'])).toBe(Number(operators!['version']) - 1);
    const own = await testApp.database.query(
      `select id from ${acme.ref.schema}.audit_logs where resource_type = 'tenant' and action <> 'create'`,
    );
    expect(own.length).toBe(Number(operators!['count']));
  });
});

describe('the time zone of the account', () => {
  it('is that of a new facility that names none, in every process from the next request on', async () => {
    const second = await createTestApp({ database: testApp.database });
    const there = await new TestTenant(second, acme.ref, acme.admin).as('admin');
    const zoneOfNew = async (client: HttpClient) =>
      (await client.post('/v1/facilities').send({ name: 'Yard' }).expect(201)).body.timezone;
    for (const timezone of ['America/Lima', 'Asia/Seoul']) {
      await change({ settings: { timezone } });
      expect(await Promise.all([zoneOfNew(there), zoneOfNew(admin)])).toEqual([timezone, timezone]);
    }
    await change({ settings: { timezone: null } });
    expect(await zoneOfNew(there)).toBe('UTC');
  });
});
