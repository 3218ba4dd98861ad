using System.Net;
using Microsoft.Azure.Cosmos;

namespace BotPartner.Storage.Cosmos;

/// <summary>What the service answered, in memory.</summary>
/// <param name="Status">The HTTP status; 0 if there was no answer.</param>
/// <param name="SubStatus">What the service adds to it.</param>
/// <param name="Said">Its words, for telling troubles apart; not for the log.</param>
internal sealed record Answer(HttpStatusCode Status, int SubStatus, string Said)
{
    /// <summary>The item's ETag, after a write.</summary>
    public string Tag { get; init; } = "";

    /// <summary>Whether it did what it was asked.</summary>
    public bool Done => (int)Status is >= 200 and < 300;

    /// <summary>What the service read.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>How long it asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What it was charged.</summary>
    public double Charge { get; init; }

    /// <summary>Whether an earlier attempt of this request may have been carried out, though nothing came back.</summary>
    public bool Doubtful { get; init; }

    /// <summary>Reads an answer to its end.</summary>
    public static async Task<Answer> Read(ResponseMessage response, CancellationToken cancellation)
    {
        using (response)
        {
            var after = response.Headers["x-ms-retry-after-ms"];
            return new(response.StatusCode, SubStatusOf(response.Headers["x-ms-substatus"]), response.ErrorMessage ?? "")
            {
                Tag = response.Headers.ETag ?? "",
                Charge = response.Headers.RequestCharge,
                RetryAfter = double.TryParse(after, out var milliseconds) ? TimeSpan.FromMilliseconds(milliseconds) : null,
                Body = response.IsSuccessStatusCode && response.Content is { } content ? await All(content, cancellation) : default,
            };
        }
    }

    /// <summary>The same of an exception of the client.</summary>
    public static Answer Of(CosmosException failed) => new(failed.StatusCode, failed.SubStatusCode, failed.ResponseBody ?? "")
    {
        Charge = failed.RequestCharge,
        RetryAfter = failed.RetryAfter,
    };

    private static int SubStatusOf(string? header) => int.TryParse(header, out var number) ? number : 0;

    private static async Task<ReadOnlyMemory<byte>> All(Stream content, CancellationToken cancellation)
    {
        if (content is MemoryStream memory && memory.TryGetBuffer(out var whole))
        {
            return whole;
        }

        using var read = new MemoryStream();
        await content.CopyToAsync(read, cancellation);
        return read.GetBuffer().AsMemory(0, (int)read.Length);
    }
}
