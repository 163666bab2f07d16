// Stands in for curl where there is none: the options that the README's tour uses.
const options = { headers: {}, method: undefined, body: undefined };
let address;
const words = process.argv.slice(2);
while (words.length > 0) {
  const word = words.shift();
  if (word === '-s') continue;
  else if (word === '-X') options.method = words.shift();
  else if (word === '-d') options.body = words.shift();
  else if (word === '-H') {
    const [name, ...value] = words.shift().split(':');
    options.headers[name] = value.join(':').trim();
  } else address = word;
}
options.method ??= options.body === undefined ? 'GET' : 'POST';
const response = await fetch(address, options);
process.stdout.write(await response.text());
