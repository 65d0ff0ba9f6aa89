export type Both<Left, Right> = [Left, Right]
