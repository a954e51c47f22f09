// Takes the collection into Bruno, by Bruno's own importer, and looks whether all of it arrives.
import { readFileSync } from 'node:fs';
import bruno from '@usebruno/converters';

const collection = JSON.parse(readFileSync('openapi/postman.json', 'utf8'));
const { collection: imported } = await bruno.postmanToBruno(collection);

const requests = (items) => items.flatMap((item) => (item.items ? requests(item.items) : [item]));
const wanted = collection.item.flatMap((folder) => folder.item.map((item) => item.name));
const found = requests(imported.items).map((item) => item.name);
if (JSON.stringify(found) !== JSON.stringify(wanted)) {
  throw new Error(`expected the requests ${wanted}, found ${found}`);
}
const body = requests(imported.items)[0].request.body;
if (body.mode !== 'json' || !body.json.includes('{{password}}')) {
  throw new Error(`expected a body of JSON with variables, found ${JSON.stringify(body)}`);
}
