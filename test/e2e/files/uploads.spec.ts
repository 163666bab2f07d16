import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { crc32, deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { waitUntil } from '#libs/testing';
import { aPng, aText, UploadedFiles } from '../../support/uploaded-files.js';
import { formOf, type SentFile } from '../contract/api/file-form.js';

const files = new UploadedFiles();
beforeAll(() => files.start());

describe('an upload', () => {
  it('is stored byte by byte, counted, and handed out to whoever has its link', async () => {
    const before = await files.used();
    const content = Buffer.from('Checked: all well.\n'.repeat(20_000));
    const { body, headers } = await files.upload(aText(content.toString(), 'Prüfung 2026.txt')).expect(201);
    expect(body).toMatchObject({
      fileName: 'Prüfung 2026.txt',
      contentType: 'text/plain',
      sizeBytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      status: 'ready',
      thumbnailPath: null,
    });
    expect(headers['location']).toBe(`/v1/uploads/${body.id}`);
    expect(await files.used()).toBe(before + content.length);
    const answer = await files.get(body.downloadPath).expect(200);
    expect(content.equals(answer.body as Buffer)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain',
      'content-length': String(content.length),
      'content-disposition': `attachment; filename="Pr_fung 2026.txt"; filename*=UTF-8''Pr%C3%BCfung%202026.txt`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': expect.stringMatching(/^private, max-age=[3-6]\d\d$/),
    });
    expect((await files.admin.get(`/v1/uploads/${body.id}`).expect(200)).body).toEqual(body);
    await (await files.acme.as('manager')).get(`/v1/uploads/${body.id}`).expect(404);
  });

  it('is handed out in parts, and not again to whoever has it', async () => {
    const { downloadPath } = (await files.upload(aText('0123456789')).expect(201)).body;
    const part = async (range: string, more: Record<string, string> = {}) => {
      const { status, headers, body } = await files.get(downloadPath).set({ Range: range, ...more });
      return [status, headers['content-range'], (body as Buffer).toString()];
    };
    expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await part('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await part('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await part('bytes=8-99')).toEqual([206, 'bytes 8-9/10', '89']);
    expect(await part('bytes=10-')).toEqual([416, 'bytes */10', '']);
    for (const odd of ['bytes=4-2', 'bytes=a-b', 'lines=1-2', 'bytes=-', 'bytes=0-1,3-4'])
      expect(await part(odd)).toEqual([200, undefined, '0123456789']);
    const { etag } = (await files.get(downloadPath)).headers;
    expect(await part('bytes=2-4', { 'If-Range': etag! })).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await part('bytes=2-4', { 'If-Range': '"other"' })).toEqual([200, undefined, '0123456789']);
    await files.get(downloadPath).set('If-None-Match', etag!).expect(304);
    const head = await files.testApp.anonymous.head(downloadPath).expect(200);
    expect(head.headers['content-length']).toBe('10');
  });

  it.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['..\\\\..\\\\windows\\\\win.txt', 'win.txt'],
    ['/abs/olute.txt', 'olute.txt'],
    ['con.txt', '_con.txt'],
    ['a<b>:c|d?.txt', 'a b c d .txt'],
    ['rep\u202etxt.fdp.txt', 'rep txt.fdp.txt'],
    [`${'n'.repeat(400)}.txt`, `${'n'.repeat(200)}.txt`],
  ])('called %j is called %j', async (name, kept) => {
    const { body } = await files.upload(aText('x', name)).expect(201);
    expect(body.fileName).toBe(kept);
    const { headers } = await files.get(body.downloadPath).expect(200);
    expect(headers['content-disposition']).not.toMatch(/[\r\n]|\.\.|[/\\]/);
  });
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const html = '<!doctype html><script>alert(1)</script>';

describe('an image', () => {
  it('loses what the camera wrote, stands upright, and has a thumbnail', async () => {
    const photo = await sharp({ create: { width: 1_200, height: 800, channels: 3, background: '#642' } })
      .withExif({ IFD0: { Artist: 'Ingrid Secret' }, IFD3: { GPSLatitude: '53/1 32/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { body } = await files.upload({ name: 'photo.JPG', content: photo, type: 'image/jpeg' }).expect(201);
    expect(body).toMatchObject({ contentType: 'image/jpeg', imageWidth: 800, imageHeight: 1_200 });
    const answer = await files.get(body.downloadPath).expect(200);
    expect(answer.headers['content-disposition']).toMatch(/^inline; /);
    const { exif, orientation, width } = await sharp(answer.body as Buffer).metadata();
    expect({ exif, orientation, width }).toEqual({ exif: undefined, orientation: undefined, width: 800 });
    expect((answer.body as Buffer).includes('Secret')).toBe(false);
    expect((answer.body as Buffer).length).toBe(body.sizeBytes);
    const thumbnail = await files.get(body.thumbnailPath).expect(200);
    expect(thumbnail.headers['content-type']).toBe('image/webp');
    const { format, width: w, height: h } = await sharp(thumbnail.body as Buffer).metadata();
    expect([format, w, h]).toEqual(['webp', 213, 320]);
    expect(files.left()).toEqual([]);
  });

  it('with more pixels than memory has room for is refused, however small the file', async () => {
    const flood = await aPng();
    flood.writeUInt32BE(12_000, 16);
    flood.writeUInt32BE(9_000, 20);
    flood.writeUInt32BE(crc32(flood.subarray(12, 29)), 29);
    await files.expectNothingNew(async () => {
      const { body } = await files.upload({ name: 'flood.png', content: flood }).expect(422);
      expect(body).toMatchObject({ code: 'upload.image_too_large', errors: [{ pointer: '/file' }] });
    });
  });

  it('that is damaged is refused', async () => {
    const whole = await aPng();
    const damaged = Buffer.concat([whole.subarray(0, whole.length / 2), Buffer.alloc(200)]);
    await files.expectNothingNew(async () => {
      const { body } = await files.upload({ name: 'damaged.png', content: damaged }).expect(422);
      expect(body.code).toBe('upload.image_unreadable');
    });
  });
});

describe('what is not what it says', () => {
  const zip = Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), Buffer.alloc(20), deflateRawSync('x')]);
  const elf = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(100)]);

  it.each([
    ['a zip named .png', { name: 'a.png', content: zip }, 'upload.content_mismatch'],
    ['a program named .txt', { name: 'a.txt', content: elf }, 'upload.content_mismatch'],
    ['a program named .pdf', { name: 'a.pdf', content: elf }, 'upload.content_mismatch'],
    ['a page named .png', { name: 'a.png', content: html, type: 'image/png' }, 'upload.content_mismatch'],
    [
      'a picture of instructions named .png',
      { name: 'a.png', content: svg, type: 'image/png' },
      'upload.content_mismatch',
    ],
    ['a text declared as a picture', { name: 'a.txt', content: 'x', type: 'image/png' }, 'upload.content_mismatch'],
    ['a PDF named .jpg', { name: 'a.jpg', content: '%PDF-1.7\n' }, 'upload.content_mismatch'],
    ['a program', { name: 'a.exe', content: elf }, 'upload.kind_refused'],
    ['a script', { name: 'a.sh', content: '#!/bin/sh' }, 'upload.kind_refused'],
    ['a name of two endings', { name: 'a.pdf.exe', content: '%PDF-1.7\n' }, 'upload.kind_refused'],
    ['no ending', { name: 'a', content: 'x' }, 'upload.kind_refused'],
    ['an inherited name', { name: 'a.constructor', content: 'x' }, 'upload.kind_refused'],
    ['an empty file', { name: 'a.txt', content: '' }, 'upload.empty'],
    ['an empty picture', { name: 'a.png', content: '' }, 'upload.empty'],
  ])('is refused and leaves nothing: %s', async (_name, file: SentFile, code) => {
    await files.expectNothingNew(async () => {
      const { body } = await files.upload(file).expect(422);
      expect(body).toMatchObject({ code, errors: [{ pointer: '/file' }] });
    });
  });

  it.each([
    ['page.html', html, 'text/html'],
    ['drawing.svg', svg, 'image/svg+xml'],
    ['data.xml', '<?xml version="1.0"?><x/>', 'application/xml'],
  ])('is never shown by a browser: %s', async (name, content, type) => {
    const { body } = await files.upload({ name, content, type }).expect(201);
    const { headers } = await files.get(body.downloadPath).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment; /),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
  });
});

it('a file of 96 MiB passes through in both directions', async () => {
  const { type, bytes } = formOf(aText('', 'long.txt'));
  const end = bytes.lastIndexOf('\r\n--');
  const part = Buffer.alloc(1024 ** 2, 'all is well ');
  async function* form(): AsyncGenerator<Buffer> {
    yield bytes.subarray(0, end);
    for (let sent = 0; sent < 96; sent += 1) yield part;
    yield bytes.subarray(end);
  }
  const { accessToken } = await files.acme.tokens(files.acme.admin);
  const answer = await fetch(`${files.testApp.baseUrl}/v1/uploads`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': type },
    body: ReadableStream.from(form()),
    duplex: 'half',
  } as RequestInit);
  expect(answer.status).toBe(201);
  const { downloadPath, sizeBytes } = (await answer.json()) as { downloadPath: string; sizeBytes: number };
  const content = await fetch(`${files.testApp.baseUrl}${downloadPath}`);
  let got = 0;
  for await (const chunk of content.body!) got += chunk.length;
  expect([sizeBytes, got]).toEqual([96 * 1024 ** 2, 96 * 1024 ** 2]);
});

describe('a form', () => {
  const form = (bytes: string, type = 'multipart/form-data; boundary=x') =>
    files.admin.post('/v1/uploads').set('Content-Type', type).send(Buffer.from(bytes));
  const part = (name: string, more = '') =>
    `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\nvalue\r\n`;
  const file = part('file', '; filename="a.txt"');

  it.each([
    ['without a file', '--x--\r\n', 422, 'upload.missing'],
    ['with a file under another name', `${part('photo', '; filename="a.txt"')}--x--\r\n`, 400, 'request.unknown_field'],
    ['with a field', `${part('title')}${file}--x--\r\n`, 400, 'request.unknown_field'],
    ['with a field after the file', `${file}${part('title')}--x--\r\n`, 400, 'request.unknown_field'],
    ['with two files', `${file}${file}--x--\r\n`, 400, 'request.unknown_field'],
    ['that does not end', file, 400, 'upload.broken_form'],
    ['that is none', 'nothing of the kind', 400, 'upload.broken_form'],
  ])('%s is refused and leaves nothing', async (_name, bytes, status, code) => {
    await files.expectNothingNew(async () => {
      const answer = await form(bytes);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    });
  });

  it('without a boundary is refused, and so is JSON', async () => {
    await form(file, 'multipart/form-data').expect(415);
    await form(file, 'multipart/form-data; x=y').expect(400);
    await files.admin.post('/v1/uploads').send({}).expect(415);
    await files.admin
      .post('/v1/facilities')
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send(file)
      .expect(415);
  });

  it('that announces more than 100 MiB is refused before it is sent', async () => {
    await files.expectNothingNew(async () => {
      const token = (await files.acme.tokens(files.acme.admin)).accessToken;
      const { port } = new URL(files.testApp.baseUrl);
      const socket = connect(Number(port), '127.0.0.1');
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      const lines = [
        'POST /v1/uploads HTTP/1.1',
        'Host: x',
        `Authorization: Bearer ${token}`,
        'Content-Type: multipart/form-data; boundary=x',
      ];
      socket.write(`${[...lines, 'Content-Length: 200000000'].join('\r\n')}\r\n\r\n`);
      await waitUntil(() => Promise.resolve(answer.includes('request.too_large')));
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      socket.destroy();
    });
  });

  it('that breaks off half-way leaves nothing, in whatever kind of file', async () => {
    const token = (await files.acme.tokens(files.acme.admin)).accessToken;
    await files.expectNothingNew(async () => {
      for (const name of ['half.txt', 'half.png']) {
        const content = name.endsWith('.png') ? await aPng() : Buffer.alloc(300_000, 'x');
        const { type, bytes } = formOf({ name, content });
        const socket = connect(Number(new URL(files.testApp.baseUrl).port), '127.0.0.1');
        const lines = [
          'POST /v1/uploads HTTP/1.1',
          'Host: x',
          `Authorization: Bearer ${token}`,
          `Content-Type: ${type}`,
        ];
        socket.write(`${[...lines, `Content-Length: ${bytes.length}`].join('\r\n')}\r\n\r\n`);
        socket.write(bytes.subarray(0, bytes.length - 100));
        await waitUntil(async () => (await files.rows()).some(({ status }) => status === 'pending'));
        socket.destroy();
        await waitUntil(async () => !(await files.rows()).some(({ status }) => status === 'pending'));
      }
    });
    expect(files.left()).toEqual([]);
  });
});

it('with an Idempotency-Key is stored once', async () => {
  const before = files.stored().length;
  const key = crypto.randomUUID();
  const answers = [];
  for (const content of ['once', 'once', 'another'])
    answers.push(await files.upload(aText(content)).set('Idempotency-Key', key));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 422]);
  expect(answers[1]!.body).toEqual(answers[0]!.body);
  expect(files.stored()).toHaveLength(before + 1);
});
