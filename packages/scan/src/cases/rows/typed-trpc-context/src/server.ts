import { createHTTPServer } from '@trpc/server/adapters/standalone';
import { createContext } from './context.js';

createHTTPServer({ createContext }).listen(3000);
