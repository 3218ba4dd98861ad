using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace BotPartner.Teams.Inbound;

/// <summary>Reads the body of a request: whole, once, at most 1 MB.</summary>
public static class ActivityBody
{
    /// <summary>The most that is read.</summary>
    public const int Limit = 1024 * 1024;

    /// <summary>The activity; null for JSON null.</summary>
    /// <exception cref="JsonException">It is not an activity.</exception>
    /// <exception cref="BadHttpRequestException">It is too long (413), or the transport broke.</exception>
    public static async ValueTask<Activity?> Read(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > Limit)
        {
            throw TooLong();
        }

        var body = request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(cancellation);
            if (read.Buffer.Length > Limit)
            {
                body.AdvanceTo(read.Buffer.End);
                throw TooLong();
            }

            if (read.IsCompleted)
            {
                try
                {
                    return Parse(read.Buffer);
                }
                finally
                {
                    body.AdvanceTo(read.Buffer.End);
                }
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static Activity? Parse(ReadOnlySequence<byte> buffer)
    {
        var whole = buffer.IsSingleSegment ? buffer.FirstSpan : buffer.ToArray();
        if (!Utf8.IsValid(whole) || Surrogates.Halved(whole))
        {
            throw new JsonException("not all of it is text");
        }

        var reader = new Utf8JsonReader(whole);
        var activity = JsonSerializer.Deserialize(ref reader, TeamsJson.Default.Activity);
        return reader.Read() ? throw new JsonException("more than one value") : activity;
    }

    private static BadHttpRequestException TooLong() => new("the activity is too long", StatusCodes.Status413PayloadTooLarge);
}
