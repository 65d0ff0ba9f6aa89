import { Texts } from '@league/texts';
import { fetchAll } from '#data/index';

export const roster = () => fetchAll(Texts.players);
