# tap.awk: "PASSED FAILED" of TAP output; -v status=N is the exit code of what wrote it.
/^1\.\.[0-9]+/ { planned += substr($1, 4); plans++ }
/^ok/ && tolower($0) ~ /# *(skip|todo)/ { bad++; next }
/^ok/ { good++ }
/^not ok/ { bad++ }
END {
    if (plans && planned > good + bad)
        bad += planned - good - bad # it died half-way
    if (bad == 0 && (good == 0 || status != 0))
        bad = 1
    print good + 0, bad + 0
}
