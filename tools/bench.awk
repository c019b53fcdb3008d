# bench.awk: medians of `figure NAME VALUE UNIT max|min LIMIT BARE` lines against their limits.
function median(list, n, i, j, swap, value) {
    n = split(list, value, " ")
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && value[j - 1] + 0 > value[j] + 0; j--) {
            swap = value[j]
            value[j] = value[j - 1]
            value[j - 1] = swap
        }
    return n % 2 ? value[(n + 1) / 2] : (value[n / 2] + value[n / 2 + 1]) / 2
}
$1 == "note" {
    notes = notes "  " substr($0, 6) "\n"
}
$1 == "figure" && NF == 7 {
    if (!($2 in values))
        order[++names] = $2
    values[$2] = values[$2] " " $3
    runs[$2]++
    unit[$2] = $4
    bound[$2] = $5
    limit[$2] = $6
    if ($7 != "-")
        bare[$2] = bare[$2] " " $7
}
END {
    if (names == 0) {
        print "bench: no figures"
        exit 1
    }
    printf "%-44s %10s %-8s %4s %12s %10s %7s\n", "figure", "median", "", "runs", "limit", "bare", "ratio"
    for (i = 1; i <= names; i++) {
        name = order[i]
        value = median(values[name])
        verdict = ""
        if (bound[name] == "max" ? value > limit[name] : value < limit[name])
            verdict = "over its limit, within a quarter"
        if (bound[name] == "max" ? value > limit[name] * 1.25 : value < limit[name] * 0.75) {
            verdict = "MISSED"
            missed++
        }
        b = name in bare ? median(bare[name]) : 0
        printf "%-44s %10.4g %-8s %4d %4s %7.4g %10s %7s %s\n", name, value, unit[name], runs[name],
            bound[name], limit[name], b ? sprintf("%.4g", b) : "-",
            b ? sprintf("%.2f", value / b) : "-", verdict
    }
    printf "%s%d figures, %d missed\n", notes, names, missed
    exit missed > 0
}
