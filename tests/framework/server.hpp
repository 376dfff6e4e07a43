// SPDX-License-Identifier: MIT
// Runs a framework's driver as a process of its own, for as long as the object lives.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <string>
#include <vector>

/// The path of the driver that this program asks; in a file that CMake writes.
extern const char* const driver_path;

class Server {
public:
    explicit Server(std::vector<std::string> arguments) {
        int to_driver[2], from_driver[2];
        if (pipe(to_driver) != 0 || pipe(from_driver) != 0) return;
        arguments.insert(arguments.begin(), driver_path);
        std::vector<char*> argv;
        for (std::string& argument : arguments) argv.push_back(argument.data());
        argv.push_back(nullptr);
        process_ = fork();
        if (process_ == 0) {
            dup2(to_driver[0], 0);
            dup2(from_driver[1], 1);
            for (const int end : {to_driver[0], to_driver[1], from_driver[0], from_driver[1]}) close(end);
            execv(argv[0], argv.data());
            _exit(127);
        }
        close(to_driver[0]);
        close(from_driver[1]);
        input_ = to_driver[1];
        listen_to(from_driver[0]);
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server() { end(); }

    int port() const { return port_; }

    /// The answer to a question that the driver says its framework gives, or the usual one.
    std::string answer(const std::string& question, const std::string& usual) const {
        const auto found = exceptions_.find(question);
        return found == exceptions_.end() ? usual : found->second;
    }

    /// Ends the driver; true if nothing had ended it before.
    bool end() {
        if (process_ <= 0) return false;
        close(input_);
        int status = 0;
        waitpid(process_, &status, 0);
        process_ = 0;
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

private:
    /// What a framework prints of its own is read and left alone.
    void listen_to(int output) {
        FILE* const lines = fdopen(output, "r");
        char line[1024];
        while (port_ == 0 && std::fgets(line, sizeof line, lines) != nullptr) {
            const std::string text{line, std::string{line}.find_last_not_of('\n') + 1};
            const auto equals = text.find('=');
            if (equals == std::string::npos) continue;
            if (text.substr(0, equals) == "port")
                port_ = std::atoi(text.c_str() + equals + 1);
            else
                exceptions_[text.substr(0, equals)] = text.substr(equals + 1);
        }
        output_ = lines;
    }

    int port_ = 0;
    pid_t process_ = 0;
    int input_ = -1;
    FILE* output_ = nullptr;
    std::map<std::string, std::string> exceptions_{};
};
