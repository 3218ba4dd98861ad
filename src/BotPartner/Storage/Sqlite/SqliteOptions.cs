using Microsoft.Data.Sqlite;

namespace BotPartner.Storage.Sqlite;

/// <summary>How the store is kept.</summary>
/// <param name="Path">The database file; its folder exists.</param>
public sealed record SqliteOptions(string Path)
{
    /// <summary>How much of the documents is kept in memory, in bytes, with what was parsed of them: some thousand voters with their boxes.</summary>
    public long Cache { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many seconds to wait for a program that holds the file for a moment, such as a backup.</summary>
    public int Patience { get; init; } = 2;

    /// <summary>How long the disk takes is told by the machine's own clock, also where the time that people live in is moved by hand.</summary>
    public TimeProvider Watch { get; init; } = TimeProvider.System;

    /// <summary>Called with each connection as it is opened; specs make disks fail here.</summary>
    public Action<SqliteConnection>? Opened { get; init; }
}
