using Microsoft.AspNetCore.Http.Features;

namespace BotPartner.Benchmarks;

/// <summary>A request as it is handed on to whom it is meant for.</summary>
internal static class Forwarded
{
    /// <summary>Reads what was sent.</summary>
    public static async Task<byte[]> Body(HttpRequest request)
    {
        using var read = new MemoryStream();
        await request.Body.CopyToAsync(read);
        return read.ToArray();
    }

    /// <summary>The same request, to another host: its path as it was written, and all headers but those of the connection it came by.</summary>
    public static HttpRequestMessage Request(HttpRequest from, Uri to, byte[] body)
    {
        var request = new HttpRequestMessage(new(from.Method), new Uri(to, from.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget))
        {
            Content = body.Length > 0 ? new ByteArrayContent(body) : null,
        };
        foreach (var (name, values) in from.Headers.Where(h => h.Key is not "Host" and not "Connection" and not "Content-Length" and not "Transfer-Encoding"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return request;
    }
}
