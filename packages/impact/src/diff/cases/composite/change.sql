alter type address add attribute country text, drop attribute city, alter attribute street type varchar(50);
alter type address rename attribute zip to postcode;
