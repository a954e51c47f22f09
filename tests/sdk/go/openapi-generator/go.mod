module sign-in

go 1.24
