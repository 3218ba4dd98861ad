using System.Text;
using System.Text.Json;
using BotPartner.Slack.Inbound;
using Microsoft.Data.Sqlite;

namespace BotPartner.Benchmarks;

/// <summary>What the bot is compared with: the same requests, checked, parsed, and one row written with its time, each in a commit
/// of its own. No rules, no answers, no card.</summary>
internal static class BareEndpoints
{
    public const string Argument = "--bare-endpoints";

    /// <summary>With this variable set to <c>each</c>, every request opens a connection of its own from ADO.NET's pool;
    /// else all take turns at one, which is the faster way.</summary>
    public const string Way = "BOTPARTNER_BARE";

    /// <summary>With this variable set to <c>NORMAL</c>, a commit does not wait for the disk, and a power cut loses the last votes.</summary>
    public const string Synchronous = "BOTPARTNER_BARE_SYNCHRONOUS";

    public static async Task Run(string url, string folder)
    {
        var key = Encoding.UTF8.GetBytes(Names.SigningSecret);
        using var rows = new BareRows(Path.Combine(folder, "bare.db"));
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapPost("/slack/interactions", (RequestDelegate)(async http =>
        {
            using var incoming = new Incoming();
            await incoming.Read(http.Request);
            var headers = http.Request.Headers;
            if (!Signature.Holds(key, headers["X-Slack-Request-Timestamp"].ToString(), headers["X-Slack-Signature"], incoming.ToSign))
            {
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            using var payload = JsonDocument.Parse(UrlEncoded.Take(incoming.Body, "payload")!.Value);
            await rows.Put(
                payload.RootElement.GetProperty("user").GetProperty("id").GetString()!,
                payload.RootElement.GetProperty("actions")[0].GetProperty("value").GetString()!);
        }));
        app.MapPost("/api/messages", (RequestDelegate)(async http =>
        {
            using var activity = await JsonDocument.ParseAsync(http.Request.Body);
            var voter = activity.RootElement.GetProperty("from").GetProperty("id").GetString()!;
            await rows.Put(voter, activity.RootElement.GetProperty("value").GetProperty("action").GetProperty("data").GetRawText());
            var body = Encoding.UTF8.GetBytes($$"""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"{{Names.Partner(int.Parse(voter.AsSpan(3)))}}"}""");
            http.Response.ContentType = "application/json; charset=utf-8";
            http.Response.ContentLength = body.Length;
            await http.Response.Body.WriteAsync(body);
        }));
        await app.RunAsync();
    }
}

/// <summary>One table, one row a voter, one commit a write.</summary>
internal sealed class BareRows : IDisposable
{
    private const string Upsert = "INSERT INTO votes (voter, choice, at) VALUES ($voter, $choice, $at) "
        + "ON CONFLICT (voter) DO UPDATE SET choice = excluded.choice, at = excluded.at";

    // As the bot's store has it, unless told otherwise.
    private static readonly string Settings =
        $"PRAGMA synchronous = {(Environment.GetEnvironmentVariable(BareEndpoints.Synchronous) == "NORMAL" ? "NORMAL" : "FULL")}; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 33554432;";

    private readonly string path;
    private readonly bool each = Environment.GetEnvironmentVariable(BareEndpoints.Way) == "each";
    private readonly SqliteConnection connection;
    private readonly SqliteCommand upsert;
    private readonly SemaphoreSlim turn = new(1);

    public BareRows(string path)
    {
        this.path = path;
        connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using var setUp = connection.CreateCommand();
        setUp.CommandText = "PRAGMA journal_mode = WAL;" + Settings
            + "CREATE TABLE votes (voter TEXT PRIMARY KEY, choice TEXT NOT NULL, at INTEGER NOT NULL) STRICT;";
        setUp.ExecuteNonQuery();
        upsert = Prepared(connection);
    }

    public Task Put(string voter, string choice) => each ? Alone(voter, choice) : InTurn(voter, choice);

    public void Dispose()
    {
        upsert.Dispose();
        connection.Dispose();
        turn.Dispose();
    }

    private static SqliteCommand Prepared(SqliteConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = Upsert;
        foreach (var name in new[] { "$voter", "$choice", "$at" })
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    private static void Run(SqliteCommand command, string voter, string choice)
    {
        command.Parameters[0].Value = voter;
        command.Parameters[1].Value = choice;
        command.Parameters[2].Value = DateTimeOffset.UtcNow.Ticks;
        command.ExecuteNonQuery();
    }

    private async Task InTurn(string voter, string choice)
    {
        await turn.WaitAsync();
        try
        {
            Run(upsert, voter, choice);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task Alone(string voter, string choice)
    {
        await using var own = new SqliteConnection($"Data Source={path}");
        await own.OpenAsync();
        await using var settings = own.CreateCommand();
        settings.CommandText = Settings + "PRAGMA busy_timeout = 5000;";
        await settings.ExecuteNonQueryAsync();
        await using var command = Prepared(own);
        Run(command, voter, choice);
    }
}
