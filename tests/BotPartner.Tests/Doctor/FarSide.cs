using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace BotPartner.Tests.Doctor;

/// <summary>Slack, Microsoft and the public address, as far as the doctor asks them.</summary>
internal sealed class FarSide : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, (HttpStatusCode Status, string Body, (string Name, string Value)[] Headers)> answers = new();

    /// <summary>What was asked.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>A host whose name cannot be resolved.</summary>
    public string? Unreachable { get; set; }

    /// <summary>A host that never answers.</summary>
    public string? Hangs { get; set; }

    /// <summary>What it says the time is.</summary>
    public DateTimeOffset? Date { get; set; }

    public void Says(string path, string body, params (string Name, string Value)[] headers) => answers[path] = (HttpStatusCode.OK, body, headers);

    public void Says(string path, string body, HttpStatusCode status) => answers[path] = (status, body, []);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        Asked.Enqueue(url.AbsoluteUri);
        if (url.Host == Unreachable)
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError);
        }

        if (url.Host == Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        var (status, body, headers) = answers.Single(a => url.AbsolutePath.EndsWith(a.Key, StringComparison.Ordinal)).Value;
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8) };
        response.Headers.Date = Date;
        foreach (var (name, value) in headers)
        {
            response.Headers.Add(name, value);
        }

        return response;
    }
}
