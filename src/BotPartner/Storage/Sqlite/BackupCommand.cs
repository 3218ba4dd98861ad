using BotPartner.Core.Documents;
using BotPartner.Keys;
using Microsoft.Data.Sqlite;

namespace BotPartner.Storage.Sqlite;

/// <summary>The commands of the host that copy the SQLite file while the bot works on it, and put a copy in its place.</summary>
public sealed class BackupCommand
{
    /// <summary>It was done.</summary>
    public const int Done = 0;

    /// <summary>It was not done; a line says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not understood.</summary>
    public const int Misused = 2;

    /// <summary>It was interrupted; nothing is left of it.</summary>
    public const int Interrupted = 130;

    private const string Replace = "--replace";

    private const string Usage = """
        BotPartner backup FILE              copies the SQLite file into FILE, also while the bot runs
        BotPartner restore FILE             puts a backup where the store is to be; the bot must not run
        BotPartner restore FILE --replace   the same where there is a store; that one is kept beside it under another name

        The store is the one that the settings name; --Storage:Sqlite:Path=… and the like override them.
        FILE holds everything that the store holds: keep it as you keep the store itself, and apart from Keys:Folder, without which
        its tokens and tensions cannot be read. A store in Cosmos DB is backed up by Azure; "export" makes a file of it.
        Exit code: 0 done, 1 failed, 2 not understood, 130 interrupted.
        """;

    private readonly string verb;
    private readonly string? file;
    private readonly string[] settings;
    private readonly bool replace;

    private BackupCommand(string[] args)
    {
        verb = args[0].ToLowerInvariant();
        file = args.ElementAtOrDefault(1) is { Length: > 0 } second && !second.StartsWith("--", StringComparison.Ordinal) ? second : null;
        replace = args.Contains(Replace);
        settings = [.. args.Skip(file is null ? 1 : 2).Where(a => a != Replace)];
    }

    /// <summary>The command that a command line begins with; null if it is another.</summary>
    public static BackupCommand? Of(string[] args) => args is [var verb, ..] && verb.ToLowerInvariant() is "backup" or "restore" ? new(args) : null;

    /// <summary>Does it.</summary>
    /// <param name="say">Where the result goes.</param>
    /// <param name="tell">Where it goes what is wrong.</param>
    /// <param name="cancellation">Interrupts it.</param>
    /// <param name="adjust">Replaces parts: for tests.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Run(TextWriter say, TextWriter tell, CancellationToken cancellation, Action<WebApplicationBuilder>? adjust = null)
    {
        ArgumentNullException.ThrowIfNull(say);
        ArgumentNullException.ThrowIfNull(tell);
        if (settings.Contains("--help"))
        {
            await say.WriteLineAsync(Usage);
            return Done;
        }

        if (file is null || (replace && verb != "restore") || settings.Index().Any(IsStray))
        {
            await tell.WriteLineAsync(Usage);
            return Misused;
        }

        try
        {
            var builder = Bot.Begin(settings);
            adjust?.Invoke(builder);
            var (store, path) = (StorageModule.SqlitePath(builder), Path.GetFullPath(file));
            var keys = KeySettings.Where(builder.Configuration, builder.Environment.ContentRootPath);
            var time = builder.Services.Last(s => s.ServiceType == typeof(TimeProvider)).ImplementationInstance as TimeProvider ?? TimeProvider.System;
            var line = await Task.Run(() => verb == "backup" ? new Backup(store, time).To(path, keys, cancellation) : new Restore(store, time).From(path, replace, keys, cancellation), cancellation);
            await say.WriteLineAsync(line);
            return Done;
        }
        catch (Exception stopped) when (cancellation.IsCancellationRequested && stopped is OperationCanceledException or SqliteException)
        {
            await tell.WriteLineAsync("Interrupted. Nothing is left of it.");
            return Interrupted;
        }
        catch (Exception wrong) when (wrong is ConfigurationException or StoreRefusedException)
        {
            await tell.WriteLineAsync(wrong.Message);
        }
        catch (Exception wrong) when (wrong is SqliteException or StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            await tell.WriteLineAsync($"It cannot be done: {wrong.Message.ReplaceLineEndings(" ")}");
        }

        return Failed;
    }

    /// <summary>Whether a word is neither a setting nor the value of the one before it.</summary>
    private bool IsStray((int Index, string Word) at) =>
        !at.Word.StartsWith('-') && (at.Index == 0 || settings[at.Index - 1] is var before && (!before.StartsWith('-') || before.Contains('=', StringComparison.Ordinal)));
}
