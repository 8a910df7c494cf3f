// The grounded extension of a graph in the competition's format, as fast as plain C++ finds it: a yardstick.
//
//     grounded buffer|stream|lines FILE
//
// buffer reads the file at once and its digits by hand; stream reads numbers through an ifstream; lines reads each line
// by getline and an istringstream, as most solvers of the competition do. The rest is the same: attacks lie sorted by
// attacker in one array, and a list of accepted arguments is worked off.

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

struct Graph {
    size_t size = 0;
    std::vector<uint32_t> attackers, targets;

    void add(uint32_t attacker, uint32_t target) {
        attackers.push_back(attacker - 1);
        targets.push_back(target - 1);
    }
};

static Graph read_buffer(const char* path) {
    Graph graph;
    FILE* file = fopen(path, "rb");
    if (!file) return graph;
    fseek(file, 0, SEEK_END);
    std::vector<char> text(ftell(file) + 1);
    rewind(file);
    text[fread(text.data(), 1, text.size() - 1, file)] = 0;
    fclose(file);
    const char* at = text.data();
    auto number = [&at] {
        while (*at && (*at < '0' || *at > '9')) ++at;
        uint32_t value = 0;
        for (; *at >= '0' && *at <= '9'; ++at) value = value * 10 + (*at - '0');
        return value;
    };
    graph.size = number();
    while (uint32_t attacker = number()) graph.add(attacker, number());
    return graph;
}

static Graph read_stream(const char* path) {
    Graph graph;
    std::ifstream file(path);
    std::string word;
    file >> word >> word >> graph.size;
    for (uint32_t attacker, target; file >> attacker >> target;) graph.add(attacker, target);
    return graph;
}

static Graph read_lines(const char* path) {
    Graph graph;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream words(line);
        if (line[0] == 'p') {
            std::string word;
            words >> word >> word >> graph.size;
        } else {
            uint32_t attacker, target;
            words >> attacker >> target;
            graph.add(attacker, target);
        }
    }
    return graph;
}

int main(int count, char** given) {
    if (count != 3) return 2;
    const std::string how = given[1];
    const Graph graph = how == "buffer" ? read_buffer(given[2])
                      : how == "stream" ? read_stream(given[2])
                                        : read_lines(given[2]);
    std::vector<uint32_t> starts(graph.size + 1), standing(graph.size), items(graph.targets.size()), accepted;
    for (uint32_t attacker : graph.attackers) ++starts[attacker + 1];
    for (size_t i = 0; i < graph.size; ++i) starts[i + 1] += starts[i];
    std::vector<uint32_t> free(starts);
    for (size_t i = 0; i < items.size(); ++i) {
        items[free[graph.attackers[i]]++] = graph.targets[i];
        ++standing[graph.targets[i]];
    }
    enum : char { undecided, in, out };
    std::vector<char> labels(graph.size, undecided);
    auto accept = [&](uint32_t argument) {
        labels[argument] = in;
        accepted.push_back(argument);
    };
    for (uint32_t argument = 0; argument < graph.size; ++argument)
        if (!standing[argument]) accept(argument);
    for (size_t next = 0; next < accepted.size(); ++next) {
        const uint32_t argument = accepted[next];
        for (uint32_t i = starts[argument]; i < starts[argument + 1]; ++i) {
            const uint32_t beaten = items[i];
            if (labels[beaten] != undecided) continue;
            labels[beaten] = out;
            for (uint32_t j = starts[beaten]; j < starts[beaten + 1]; ++j)
                if (!--standing[items[j]] && labels[items[j]] == undecided) accept(items[j]);
        }
    }
    std::string line = "w";
    for (size_t argument = 0; argument < graph.size; ++argument)
        if (labels[argument] == in) line += ' ' + std::to_string(argument + 1);
    puts(line.c_str());
}
