alter table players alter scores type int[] using array[scores], alter grid type int[][];
