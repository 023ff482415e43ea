# lab list: one scenario a line, tab separated: name, cause, phase, visible-from, stimulus, truth, heals-by
for s in $(scenarios); do
    line=$s
    for field in cause phase visible-from stimulus truth heals-by; do line+=$'\t'$(header "$s" $field); done
    echo "$line"
done
