-- CreateTable
CREATE TABLE "Player" ("id" SERIAL NOT NULL, CONSTRAINT "Player_pkey" PRIMARY KEY ("id"));
