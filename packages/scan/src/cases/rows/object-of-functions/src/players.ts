import { players } from './players-api.js';

async function show() {
  const { full_name } = await players.find(1);
  return full_name + (await players.nested.all())[0].email;
}

show();
