-- What looks wrong is a setting of the installation (table setting, payroll_...): by which limits a delivery was judged.
alter table payroll_import add column hours_most @int not null default 300; -- a month
alter table payroll_import add column wage_least @int not null default 300; -- cents an hour
alter table payroll_import add column wage_most @int not null default 10000;
alter table payroll_import add column ratio_most @int not null default 300; -- paid hours in percents of those of the contract
