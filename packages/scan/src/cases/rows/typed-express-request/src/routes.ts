import type { Request, Response } from 'express';

export function home(request: Request, response: Response) {
  response.send(`Hello ${request.player.full_name}`);
}

export function fee({ player }: Request, response: Response) {
  response.send(player.season_fee);
}

export function other(answer: { player: { email: string } }) {
  return answer.player.email;
}
