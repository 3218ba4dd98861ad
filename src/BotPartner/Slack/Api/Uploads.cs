using BotPartner.Core.Chat;
using BotPartner.Slack.Inbound;

namespace BotPartner.Slack.Api;

/// <summary>Uploads files the way that Slack asks for since <c>files.upload</c> is gone: ask for a URL, post the bytes there, complete.</summary>
public sealed partial class Uploads(PatientApi api, IHttpClientFactory http, SlackSettings settings, ILogger<Uploads> log)
{
    /// <summary>Name of the HTTP client for the bytes: it has more time than the API's.</summary>
    public const string Client = "slack-files";

    /// <summary>What Slack takes at once without further ado.</summary>
    private const long Largest = 1L << 30;

    /// <summary>Uploads a file into a conversation.</summary>
    /// <param name="team">The workspace.</param>
    /// <param name="channel">The id of the conversation (<c>C…</c>, <c>D…</c>; no user's).</param>
    /// <param name="thread">The message it answers to, or null.</param>
    /// <param name="file">What.</param>
    /// <param name="comment">Said with it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null if it was done, else Slack's word for why not.</returns>
    public async Task<string?> Send(string team, string channel, string? thread, Reply.File file, string comment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);

        // Its length must be said beforehand. Only the process can read it, and it is gone when it is closed.
        await using var bytes = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), Scratch());
        await file.Write(bytes, cancellation);
        if (bytes.Length is 0 or > Largest)
        {
            return "file_upload_size_restricted";
        }

        var asked = await api.Call(
            "files.getUploadURLExternal",
            team,
            new Dictionary<string, string> { ["filename"] = file.Name, ["length"] = bytes.Length.ToString() },
            cancellation);
        if (asked is not Answer.Done { Body: var given })
        {
            return Why(asked);
        }

        if (given.Words("file_id"u8) is not { } id || !Uri.TryCreate(given.Words("upload_url"u8), UriKind.Absolute, out var url))
        {
            return "unreadable";
        }

        if (!SlackSettings.Lead(settings.UploadOrigins, url))
        {
            LogForeign(log);
            return "unreadable";
        }

        bytes.Position = 0;
        if (await Put(url, bytes, cancellation) is { } trouble)
        {
            return trouble;
        }

        // Not tried again: what timed out may have been done, and it can be done once only.
        var completed = await api.Once("files.completeUploadExternal", team, Completion(channel, thread, id, file.Name, comment), cancellation);
        return completed is Answer.Done ? null : Why(completed);
    }

    /// <summary>Posts the bytes. The URL is itself the right to do so: no token goes there.</summary>
    private async Task<string?> Put(Uri url, Stream bytes, CancellationToken cancellation)
    {
        try
        {
            using var content = new StreamContent(bytes);
            content.Headers.ContentType = new("application/octet-stream");
            using var client = http.CreateClient(Client);
            using var response = await client.PostAsync(url, content, cancellation);
            return response.IsSuccessStatusCode ? null : $"http {(int)response.StatusCode}";
        }
        catch (HttpRequestException failed)
        {
            return failed.HttpRequestError.ToString();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "timeout";
        }
    }

    private static byte[] Completion(string channel, string? thread, string id, string name, string comment) => Body.Of(w =>
    {
        w.WriteStartArray("files"u8);
        w.WriteStartObject();
        w.WriteString("id"u8, id);
        w.WriteString("title"u8, name);
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteString("channel_id"u8, channel);
        w.WriteString("initial_comment"u8, comment);
        if (thread is not null)
        {
            w.WriteString("thread_ts"u8, thread);
        }
    });

    private static FileStreamOptions Scratch()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static string Why(Answer answer) => answer switch
    {
        Answer.Failed failed => failed.Error,
        Answer.Unwell unwell => unwell.Reason,
        Answer.Throttled => "ratelimited",
        _ => "unreadable",
    };

    [LoggerMessage(211, LogLevel.Warning, "An upload_url led to a host that is not in Slack:AllowedUploadHosts; it was not used")]
    private static partial void LogForeign(ILogger log);
}
