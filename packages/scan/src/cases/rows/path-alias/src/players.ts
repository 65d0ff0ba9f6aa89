import { find } from '@/store/players';

async function show() {
  return (await find(1)).full_name;
}

show();
