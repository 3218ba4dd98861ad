using System.Text.Json;
using System.Text.Unicode;
using BotPartner.Limits;

namespace BotPartner.Slack.Inbound;

/// <summary>Lets in what Slack signed. Nothing is parsed before that but whether it is a TLS check.</summary>
public sealed class Doorway(SlackSettings settings, TimeProvider time)
{
    /// <summary>Admits a request or answers it: 413 too large, 401 not signed, 503 too late, 400 not understood.</summary>
    public async Task Admit(HttpContext http, Func<HttpContext, Incoming, Task> handle)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(handle);
        using var incoming = new Incoming { Started = Admission.Arrived(http, time) };
        try
        {
            if (!await incoming.Read(http.Request))
            {
                http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return;
            }
        }
        catch (BadHttpRequestException bad)
        {
            http.Response.StatusCode = bad.StatusCode;
            return;
        }

        // Slack may send a TLS check unsigned. It is answered without a look at its other fields,
        // so that nobody can smuggle an unsigned payload next to it.
        if (IsForm(http.Request) && UrlEncoded.Find(incoming.Body.Span, "ssl_check") is "1")
        {
            return;
        }

        if (!IsSigned(http.Request.Headers, incoming))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (time.GetElapsedTime(incoming.Started) >= Intake.Patience)
        {
            // Slack no longer waits for it, or will not when it is done: it tells the person, or delivers again.
            Shed.Answer(http, Shed.Late);
            return;
        }

        try
        {
            if (!Utf8.IsValid(incoming.Body.Span))
            {
                throw new MalformedException();
            }

            await handle(http, incoming);
        }
        catch (Exception bad) when (bad is MalformedException or JsonException && !http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private static bool IsForm(HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private bool IsSigned(IHeaderDictionary headers, Incoming incoming)
    {
        var timestamp = headers["X-Slack-Request-Timestamp"];
        var signature = headers["X-Slack-Signature"];
        if (timestamp.Count != 1 || signature.Count != 1 || Signature.Timely(timestamp[0], time.GetUtcNow()) is not { } second)
        {
            return false;
        }

        incoming.Second = second;
        return Signature.Holds(settings.Key.Span, timestamp[0]!, signature[0], incoming.ToSign);
    }
}

/// <summary>Slack signed it, yet it is not what the platform documents.</summary>
public sealed class MalformedException : Exception
{
    /// <summary>Without content, which must not reach a log.</summary>
    public MalformedException()
    {
    }

    /// <summary>For serializers.</summary>
    public MalformedException(string message)
        : base(message)
    {
    }

    /// <summary>For serializers.</summary>
    public MalformedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
