UPDATE teams SET name = 'Stars';
